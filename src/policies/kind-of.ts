import type { ValueType } from '../model/property.ts';

/** What a value is, in a word or by its values, for people: `true | false`. */
export function kindOf(type: ValueType): string {
  switch (type.kind) {
    case 'text':
      return type.values ? type.values.join(' | ') : 'text';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return 'true | false';
    case 'list':
      return `list of ${kindOf(type.of)}`;
    case 'map':
      return `names with ${kindOf(type.of)}`;
    case 'object':
    case 'named':
      return 'object';
    case 'any':
      return 'JSON';
    default:
      return type.kind;
  }
}
