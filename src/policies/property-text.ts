import type { Members, Property, TypeProperties, ValueType } from '../model/property.ts';

/**
 * Properties as the generated file has them, a type's in one text: `Engine=text{mysql|postgres} Port=integer
 * Rules=*@Rule BackupRetentionPeriod=integer:1`. `*` is a list, `%` a map, `integer"` one that
 * may stand in quotes, `text[,/]` one that holds these signs (`_` is a space, `;` a colon), `text^db.` one that begins so, `@` a definition, `?` may be null, and after a colon
 * stands the default.
 */
export interface TypeText extends Omit<TypeProperties, 'properties' | 'definitions'> {
  readonly properties: string;
  readonly definitions: Readonly<Record<string, string>>;
  /** What Live properties are, in our words. */
  readonly about: Readonly<Record<string, string>>;
}

export function readType({ properties, definitions, about, ...rest }: TypeText): TypeProperties {
  const own = Object.entries(readMembers(properties)).map(([name, property]) => {
    const words = about[name];
    return [name, words === undefined ? property : { ...property, about: words }] as const;
  });
  const named = Object.entries(definitions).map(([name, text]) => [name, readMembers(text)] as const);
  return { ...rest, properties: Object.fromEntries(own), definitions: Object.fromEntries(named) };
}

export const writeMembers = (members: Members): string =>
  Object.entries(members)
    .map(([name, property]) => `${name}=${writeProperty(property)}`)
    .join(' ');

function writeProperty({ type, fallback, mayBeNone }: Property): string {
  const text = `${writeType(type)}${mayBeNone ? '?' : ''}${fallback === undefined ? '' : `:${JSON.stringify(fallback)}`}`;
  if (/\s/.test(text)) throw new Error(`a space in ${text}`);
  return text;
}

function writeType(type: ValueType): string {
  switch (type.kind) {
    case 'text':
      if (type.values) return `text{${type.values.join('|')}}`;
      return `text${type.signs === undefined ? '' : `[${signsWritten(type.signs)}]`}${type.begins === undefined ? '' : `^${type.begins}`}`;
    case 'integer':
      return type.quoted ? 'integer"' : 'integer';
    case 'list':
      return `*${writeType(type.of)}`;
    case 'map':
      return `%${writeType(type.of)}`;
    case 'named':
      return `@${type.name}`;
    case 'object':
      throw new Error('an object must have a name to be written');
    default:
      return type.kind;
  }
}

export function readMembers(text: string): Members {
  if (text === '') return {};
  return Object.fromEntries(
    text.split(' ').map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), readProperty(entry.slice(at + 1))];
    }),
  );
}

function readProperty(text: string): Property {
  const [, type = '', none, fallback] = /^([^?:]*)(\?)?(?::(.*))?$/.exec(text) ?? [];
  return {
    type: readValueType(type),
    ...(none && { mayBeNone: true }),
    ...(fallback !== undefined && { fallback: JSON.parse(fallback) as string | number | boolean }),
  };
}

/** A space and a colon are the format's own. */
const signsWritten = (signs: string): string => signs.replaceAll(' ', '_').replaceAll(':', ';');
const signsRead = (written: string): string => written.replaceAll('_', ' ').replaceAll(';', ':');

const plain = ['text', 'integer', 'number', 'boolean', 'time', 'any'] as const;

function readValueType(text: string): ValueType {
  if (text.startsWith('*')) return { kind: 'list', of: readValueType(text.slice(1)) };
  if (text.startsWith('%')) return { kind: 'map', of: readValueType(text.slice(1)) };
  if (text.startsWith('@')) return { kind: 'named', name: text.slice(1) };
  const [, values] = /^text\{(.*)\}$/.exec(text) ?? [];
  if (values !== undefined) return { kind: 'text', values: values.split('|') };
  const [isText, signs, begins] = /^text(?:\[(.*?)\])?(?:\^(.+))?$/.exec(text) ?? [];
  if (isText !== undefined)
    return {
      kind: 'text',
      ...(signs !== undefined && { signs: signsRead(signs) }),
      ...(begins !== undefined && { begins }),
    };
  if (text === 'integer"') return { kind: 'integer', quoted: true };
  const kind = plain.find((one) => one === text);
  if (!kind) throw new Error(`no type is written ${text}`);
  return { kind };
}
