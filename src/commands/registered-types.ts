import type { TypeProperties } from '../model/property.ts';
import { readType } from '../policies/property-text.ts';
import { types } from '../types.generated.ts';

/** What can be expected of a type in this build. */
export function propertiesOf(type: string): TypeProperties | undefined {
  const text = types.get(type);
  return text && readType(text);
}
