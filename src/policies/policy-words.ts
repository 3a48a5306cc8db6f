import { objectAt } from '../documents/json-object.ts';
import { valueAt, type Words } from '../documents/shape-wording.ts';
import type { Path } from '../documents/slip.ts';

/** What messages call the parts of a policy. */
export const policyWords: Words = {
  whole: 'a policy',
  subject: ([room, name, ...inside]) =>
    room === 'components' && name !== undefined && inside.length === 0
      ? `component ${JSON.stringify(name)}`
      : undefined,
  lacking,
  needing,
  keys: (path) => (path.at(-1) === 'components' ? 'component name' : undefined),
};

function lacking([room, name, part, rule, ...inside]: Path, document: unknown): string | undefined {
  if (room !== 'components' || inside.length > 0) return undefined;
  if (part === undefined) return 'a component has no';
  const type = String(objectAt(objectAt(document, 'components'), String(name))['type']);
  if (part === 'select' && (rule === undefined || rule === 'not')) return `${type} has no selector`;
  if (part !== 'rules') return undefined;
  return rule === undefined ? `${type} has no rule` : `rule ${rule} has no parameter`;
}

function needing(path: Path, document: unknown): string | undefined {
  const [room, , part, rule] = path;
  if (part === 'rules' && path.length === 4) return `rule ${rule}`;
  if (room !== 'exceptions') return undefined;
  const { id } = (valueAt(document, path) ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? `exception ${id}` : undefined;
}
