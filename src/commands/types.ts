import type { SelectorKey } from '../model/ports.ts';
import { type Catalogue, typesOf } from '../policies/catalogue.ts';
import { type ExplainedProperty, type ExplainedType, explainType } from '../policies/explain-type.ts';
import { typeHint, typesCalled } from '../policies/type-guess.ts';
import { escapeInvisible } from '../text/escape.ts';
import { fitted, type Page, pageOf, paragraph } from '../text/page.ts';

export interface TypesOptions {
  readonly catalogue: Pick<Catalogue, 'selectors' | 'propertiesOf'>;
  /** A resource type as `typesCalled` takes it: `DBCluster`, `ECS::Service`. */
  readonly name?: string | undefined;
  readonly format: 'json' | 'text';
  readonly color: boolean;
  /** Columns; 0 where there is no terminal. */
  readonly width: number;
}

/** What policies can speak of: every type, or one with what selects its resources and what can be expected of them. */
export function typesCommand({ catalogue, name, format, ...layout }: TypesOptions): {
  readonly text: string;
  readonly status: 0 | 64;
} {
  const names = typesOf(catalogue);
  const asked = name === undefined ? names : typesCalled(name, names);
  if (asked.length === 0 && name !== undefined) {
    const mistake = `there is no type ${escapeInvisible(JSON.stringify(name))}${typeHint(name, names)}`;
    return { text: `${fitted(mistake, layout.width)}\n`, status: 64 };
  }
  const explained = asked.flatMap((type) => explainType(type, catalogue) ?? []);
  if (format === 'json') return { text: `${JSON.stringify(explained, null, 2)}\n`, status: 0 };
  const view = pageOf({ ...layout, verbose: false });
  return {
    text:
      name === undefined ? list(explained, view) : explained.map((one) => typeText(one, view)).join('\n\n'),
    status: 0,
  };
}

function list(types: readonly ExplainedType[], view: Page): string {
  const lines = types.flatMap(({ type, select, properties }) => [
    view.paint.cyan(type),
    ...paragraph(view, 2, `selected by ${Object.keys(select).join(', ')}; ${properties.length} properties`),
  ]);
  const end = 'plumbline types TYPE shows one: what selects it, and all that can be expected.';
  return `${[...lines, '', ...paragraph(view, 0, end)].join('\n')}\n`;
}

function typeText(explained: ExplainedType, view: Page): string {
  const { paint } = view;
  const { type, page: url, select, properties, notShown } = explained;
  const heading = (text: string) => ['', paint.bold(text)];
  const entry = (name: string, about: string) => [`  ${paint.cyan(name)}`, ...paragraph(view, 6, about)];
  return [
    paint.bold(type),
    `  ${url}`,
    ...heading('select'),
    ...Object.entries(select).flatMap(([key, selector]) => entry(key, meaningOf(selector))),
    ...heading('expect'),
    ...properties.flatMap((property) => linesOf(property, view)),
    ...(notShown.length > 0 ? heading('in CloudFormation, and not shown') : []),
    ...notShown.flatMap(({ name, why }) =>
      why === null ? [`  ${name}`] : [`  ${name}`, ...paragraph(view, 6, why)],
    ),
    '',
  ].join('\n');
}

/** A property beside its kind where both fit in a line; what is inside another is indented below it. */
function linesOf(property: ExplainedProperty, view: Page): string[] {
  const { name, depth, kind, fallback, about, notes, calls } = property;
  const indent = 2 + depth * 2;
  const said = `${kind}${fallback === null ? '' : `, default ${fallback}`}`;
  const fits = view.width === 0 || indent + name.length + 2 + said.length <= view.width;
  const told = `${' '.repeat(indent)}${view.paint.cyan(name)}`;
  const asked = calls.length === 0 ? [] : [`asked only where a policy expects it: ${calls.join(', ')}`];
  return [
    fits ? `${told}  ${said}` : told,
    ...[fits ? [] : said, about ?? [], notes.join('; ').replaceAll('`', '') || [], asked]
      .flat()
      .flatMap((text) => paragraph(view, indent + 4, text)),
  ];
}

const meaningOf = ({ description, values }: Pick<SelectorKey, 'description' | 'values'>): string =>
  values ? `${description.replace(/\.$/, '')}: ${values.join(', ')}` : description;
