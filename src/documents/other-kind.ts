import { isObject } from './json-object.ts';
import { nearest } from './wording.ts';

/** What a document is that was handed over as another: the file was mistaken, and not what stands in it. */
export function otherKind(document: unknown, wanted: 'policy' | 'configuration'): string | undefined {
  if (!isObject(document)) return undefined;
  const keys = Object.keys(document);
  const held = new Set(keys);
  const found = kinds.find(({ is, among = wanted }) => among === wanted && is(held));
  if (found === undefined)
    return isNoneAtAll(keys, wanted) ? `this is no ${wanted}: ${lacks[wanted]}` : undefined;
  if (found.kind === wanted) return undefined;
  if (found.kind === undefined && held.has(ours[wanted])) return undefined;
  return `this is ${found.called}, and no ${wanted}${found.use ? `; ${found.use}` : ''}`;
}

/** A `package.json` among policies: it has other keys, and none of what every such document has, however it is spelt. */
function isNoneAtAll(keys: readonly string[], wanted: 'policy' | 'configuration'): boolean {
  const [own, common] = [owned[wanted], ['$schema', 'version', 'title', 'name', 'description']];
  return keys.some((key) => !common.includes(key)) && keys.every((key) => nearest(key, own) === undefined);
}

const owned = {
  policy: ['id', 'components', 'scope', 'severity', 'owner', 'exceptions', 'resources', 'rules'],
  configuration: ['policies', 'accounts', 'deadline', 'alerts', 'schedule', 'evidence', 'store'],
} as const;

const lacks = {
  policy: 'it has neither "id" nor "components"',
  configuration: 'it has neither "policies" nor "accounts"',
} as const;

const ours = { policy: 'components', configuration: 'accounts' } as const;

const kinds: readonly {
  readonly kind?: 'policy' | 'configuration';
  readonly called: string;
  readonly use?: string;
  /** Where it is mistaken for this alone. */
  readonly among?: 'policy' | 'configuration';
  is(keys: ReadonlySet<string>): boolean;
}[] = [
  {
    kind: 'policy',
    called: 'a policy',
    use: 'name it without --config',
    is: (keys) => keys.has('components'),
  },
  {
    kind: 'configuration',
    called: 'a configuration',
    use: 'audit --config takes it',
    is: (keys) => keys.has('accounts') && !keys.has('id'),
  },
  {
    called: 'the manifest of a recording',
    use: 'audit --evidence takes its folder',
    is: (keys) => keys.has('plumbline') && keys.has('recordedAt'),
  },
  {
    called: 'a CloudFormation template',
    use: 'what it sets stands in a component, its type in "type" and its properties in "expect"',
    is: (keys) => keys.has('AWSTemplateFormatVersion') || keys.has('Resources'),
  },
  {
    called: 'a file of Terraform',
    is: (keys) =>
      !keys.has('id') &&
      ['resource', 'resource_changes', 'planned_values', 'terraform'].some((key) => keys.has(key)),
  },
  { called: 'an IAM policy', is: (keys) => keys.has('Statement') },
  { called: 'a resource of Kubernetes', is: (keys) => keys.has('apiVersion') && keys.has('kind') },
  { called: 'a JSON Schema', is: (keys) => keys.has('$schema') && keys.has('definitions') },
  {
    called: 'a file around policies',
    use: 'each policy is a file of its own',
    among: 'policy',
    is: (keys) => (keys.has('policies') || keys.has('policy')) && !keys.has('id') && !keys.has('version'),
  },
];
