import { object, regionForm, type Schema, text, when } from '../documents/schema.ts';
import type { TypeProperties } from '../model/property.ts';
import { byText } from '../text/by-text.ts';
import { type Catalogue, rulesOf, typesOf } from './catalogue.ts';
import { exceptionSchema } from './exception-schema.ts';
import { expectations, expectDefinitions, expectSchema } from './expect-schema.ts';
import { options, refer, ruleSchema, shared } from './rule-schema.ts';
import { selectSchema } from './select-schema.ts';

/**
 * The JSON Schema (draft-07, which editors know best) of a policy file. Without properties it leaves what stands in
 * `expect` to the second pass, as our own validator does.
 */
export function policySchema(
  catalogue: Named,
  propertiesOf: Catalogue['propertiesOf'] = () => undefined,
): Schema {
  const types = typesOf(catalogue);
  const properties = {
    $schema: { type: 'string', description: 'Where editors find this schema.' },
    version: { const: 1, description: 'The version of this format: 1.' },
    id: text('Stands in findings, alerts and file names: `elastic-web-platform`.', idForm),
    title: text('What people call it.'),
    description: text('What it is about, for whoever reads it first.'),
    owner: owner(),
    scope: scope(),
    severity: refer('severity'),
    components: {
      type: 'object',
      description: 'What must be there and how, by a name of your own: `services`, `edge`, `database`.',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: component(types),
      errorMessage: { type: 'must be an object with a component under each name of your own' },
    },
    exceptions: {
      type: 'array',
      description: 'What someone has accepted, until a day: violations, or what cannot be read.',
      items: exceptionSchema(checksOf(catalogue)),
      errorMessage: { type: 'must be a list with an object for each exception' },
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Plumbline policy',
    ...object('What an AWS account must hold, and how it must be set.', properties, {
      required: ['version', 'id', 'title', 'components'],
    }),
    definitions: {
      ...shared,
      ...Object.fromEntries(types.map((type) => [type, componentOf(type, catalogue, propertiesOf(type))])),
      ...expectationsOf(types, propertiesOf),
    },
  };
}

/** What editors offer as a check: the rules of every type, for no schema can tell which the component asks for. */
const checksOf = ({ rules }: Named): readonly string[] => [
  'count',
  ...[...new Set(rules.map((rule) => rule.name))].sort(byText),
];

type Named = Pick<Catalogue, 'rules' | 'selectors'>;

const name = {
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  errorMessage: 'must be lower-case letters, digits and single hyphens, such as "web-platform"',
};

/** Evidence names a policy's copy by it, in file systems that take 255 bytes. */
const idForm = {
  ...name,
  maxLength: 200,
  errorMessage: { type: name.errorMessage, minLength: name.errorMessage, pattern: name.errorMessage },
};

function owner(): Schema {
  const properties = {
    team: text('The team that answers for it.'),
    route: text('Where its alerts go: a name that the notifiers know.'),
  };
  return object('Who answers for it.', properties, {
    required: ['team'],
    errorMessage: { type: 'must be an object such as { "team": "platform" }' },
  });
}

function scope(): Schema {
  const account = {
    pattern: '^[0-9]{12}$',
    errorMessage: 'must be 12 digits in quotes, such as "111122223333"',
  };
  const list = (description: string, item: Schema) => ({
    type: 'array',
    description,
    minItems: 1,
    items: { type: 'string', ...item },
  });
  const places = { accounts: list('Account ids.', account), regions: list('Regions.', regionForm) };
  return object('Where it holds; what is left out is not restricted.', places, {
    errorMessage: { type: 'must be an object such as { "regions": ["sa-east-1"] }' },
  });
}

function component(types: readonly string[]): Schema {
  const properties = {
    type: { enum: types, description: 'The CloudFormation type of what is required.' },
    title: text('What people call it.'),
    because: refer('because'),
    severity: refer('severity'),
    satisfies: refer('satisfies'),
    select: {
      type: 'object',
      description:
        'Which resources of the type it is about; every key must match, and under `not` none. Left out: all.',
      errorMessage: { type: 'must be an object such as { "name": "kiosk-*" }' },
    },
    unclaimed: {
      type: 'boolean',
      default: false,
      description:
        'Only those that no other component of the policy selects: what nobody answers for. None may be there unless `count` says otherwise.',
    },
    count: count(),
    rules: {
      type: 'object',
      description: 'What each of them must fulfil.',
      errorMessage: { type: ofRules },
    },
    expect: {
      type: 'object',
      description: 'What any property must be, by its CloudFormation name; a dot leads inside.',
    },
  };
  return {
    ...object('One kind of thing that must be there.', properties, { required: ['type'] }),
    allOf: types.map((type) => ({
      if: { required: ['type'], properties: { type: { const: type } } },
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
      then: { $ref: `#/definitions/${type}` },
    })),
  };
}

const ofRules = 'must be an object with the names of rules, such as { "running": true }';

function count(): Schema {
  const bound = (description: string) => ({ type: 'integer', minimum: 0, description });
  const bounds = { min: bound('At least so many.'), max: bound('At most so many.') };
  const words = { const: 'any', errorMessage: 'must be a whole number, "any", or { "min": …, "max": … }' };
  const exactly = { type: 'integer', minimum: 0 };
  return {
    description: 'How many there must be: exactly 2, 0 for none, "any" for no matter how many, or bounds.',
    default: { min: 1 },
    examples: [1, 0, 'any', { min: 2, max: 4 }],
    ...when('object', object('Bounds.', bounds, { minProperties: 1 }), when('integer', exactly, words)),
  };
}

/** What a component of this type may say that others may not. */
function componentOf(type: string, catalogue: Named, known: TypeProperties | undefined): Schema {
  const rules = rulesOf(catalogue, type).map((rule) => [rule.name, ruleSchema(rule)] as const);
  return {
    type: 'object',
    properties: {
      select: selectSchema(type, catalogue.selectors.get(type) ?? {}, known),
      rules: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(rules),
        errorMessage: { type: ofRules },
      },
      ...(known && { expect: expectSchema(type, known) }),
    },
  };
}

function expectationsOf(
  types: readonly string[],
  propertiesOf: Catalogue['propertiesOf'],
): Readonly<Record<string, Schema>> {
  const own = types.flatMap((type) => {
    const known = propertiesOf(type);
    return known ? Object.entries(expectDefinitions(type, known)) : [];
  });
  return own.length > 0 ? { ...expectations, ...Object.fromEntries(own) } : {};
}

/** The names that mean the same in every rule; a parameter may not have them. */
export const reserved: readonly string[] = Object.keys(options);
