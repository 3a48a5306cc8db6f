import pc from 'picocolors';
import { listing, nearest } from '../documents/wording.ts';
import type { SelectorKey } from '../model/ports.ts';
import { type Catalogue, typesOf } from '../policies/catalogue.ts';
import { type ExplainedProperty, type ExplainedType, explainType } from '../policies/explain-type.ts';
import { guessType } from '../policies/type-guess.ts';

export interface TypesOptions {
  readonly catalogue: Pick<Catalogue, 'selectors' | 'propertiesOf'>;
  /** A resource type, or its last part: `DBCluster`. */
  readonly name?: string | undefined;
  readonly format: 'json' | 'text';
  readonly color: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

/** What policies can speak of: every type, or one with what selects its resources and what can be expected of them. */
export function typesCommand({ catalogue, name, format, color }: TypesOptions): {
  readonly text: string;
  readonly status: 0 | 64;
} {
  const names = typesOf(catalogue);
  const asked = name === undefined ? names : names.filter((type) => isMeant(type, name));
  if (asked.length === 0 && name !== undefined) {
    return { text: `there is no type ${JSON.stringify(name)}${hintFor(name, names)}\n`, status: 64 };
  }
  const explained = asked.flatMap((type) => explainType(type, catalogue) ?? []);
  if (format === 'json') return { text: `${JSON.stringify(explained, null, 2)}\n`, status: 0 };
  const colors = pc.createColors(color);
  return {
    text:
      name === undefined ? list(explained, colors) : explained.map((one) => page(one, colors)).join('\n\n'),
    status: 0,
  };
}

/** By what people call it, by its service, or by the last part of its name. */
function hintFor(name: string, types: readonly string[]): string {
  const resources = new Map(types.map((type) => [type.split('::')[2] ?? type, type]));
  const near = guessType(name, types) ?? resources.get(nearest(name, [...resources.keys()]) ?? '');
  const ofService = types.filter((type) => type.split('::')[1]?.toLowerCase() === name.toLowerCase());
  if (ofService.length > 1 || near === undefined) return listing(ofService.length > 0 ? ofService : types);
  return `; did you mean ${JSON.stringify(near)}?`;
}

const isMeant = (type: string, name: string): boolean =>
  type.toLowerCase() === name.toLowerCase() || type.split('::')[2]?.toLowerCase() === name.toLowerCase();

function list(types: readonly ExplainedType[], colors: Colors): string {
  const lines = types.flatMap(({ type, select, properties }) => [
    colors.cyan(type),
    `  selected by ${Object.keys(select).join(', ')}; ${properties.length} properties`,
  ]);
  return `${lines.join('\n')}\n\nplumbline types TYPE shows one: what selects it, and all that can be expected.\n`;
}

function page(explained: ExplainedType, colors: Colors): string {
  const { type, page: url, select, properties, notShown } = explained;
  const heading = (text: string) => ['', colors.bold(text)];
  const entry = (name: string, about: string) => [`  ${colors.cyan(name)}`, ...wrapped(about, 6)];
  return [
    colors.bold(type),
    `  ${url}`,
    ...heading('select'),
    ...Object.entries(select).flatMap(([key, selector]) => entry(key, meaningOf(selector))),
    ...heading('expect'),
    ...properties.flatMap((property) => linesOf(property, colors)),
    ...(notShown.length > 0 ? heading('in CloudFormation, and not shown') : []),
    ...notShown.flatMap(({ name, why }) =>
      why === null ? [`  ${name}`] : [`  ${name}`, ...wrapped(why, 6)],
    ),
    '',
  ].join('\n');
}

/** A property beside its kind where both fit in a line; what is inside another is indented below it. */
function linesOf({ name, depth, kind, fallback, about, calls }: ExplainedProperty, colors: Colors): string[] {
  const indent = 2 + depth * 2;
  const said = `${kind}${fallback === null ? '' : `, default ${fallback}`}`;
  const fits = indent + name.length + 2 + said.length <= 80;
  const told = `${' '.repeat(indent)}${colors.cyan(name)}`;
  return [
    fits ? `${told}  ${said}` : told,
    ...(fits ? [] : wrapped(said, indent + 4)),
    ...(about === null ? [] : wrapped(about, indent + 4)),
    ...(calls.length === 0
      ? []
      : wrapped(`asked only where a policy expects it: ${calls.join(', ')}`, indent + 4)),
  ];
}

const meaningOf = ({ description, values }: Pick<SelectorKey, 'description' | 'values'>): string =>
  values ? `${description.replace(/\.$/, '')}: ${values.join(', ')}` : description;

/** Lines of 80 columns, broken between words. */
function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + word.length <= 80)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}
