import { isObject } from './json-object.ts';

/** What a document is that was handed over as another: the file was mistaken, and not what stands in it. */
export function otherKind(document: unknown, wanted: 'policy' | 'configuration'): string | undefined {
  if (!isObject(document)) return undefined;
  const found = kinds.find(({ is }) => is(new Set(Object.keys(document))));
  if (found === undefined || found.kind === wanted) return undefined;
  return `this is ${found.called}, and no ${wanted}${found.use ? `; ${found.use}` : ''}`;
}

const kinds: readonly {
  readonly kind?: 'policy' | 'configuration';
  readonly called: string;
  readonly use?: string;
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
    is: (keys) => keys.has('AWSTemplateFormatVersion') || keys.has('Resources'),
  },
  { called: 'a JSON Schema', is: (keys) => keys.has('$schema') && keys.has('definitions') },
];
