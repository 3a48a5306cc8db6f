import type { Finding } from '../model/finding.ts';
import type { Exception } from '../model/policy.ts';
import { namesOf } from './match.ts';

type Subject = Pick<Finding, 'component' | 'check' | 'resource'>;

/** Exceptions in the order of the policy. */
interface Index {
  /** Those that may cover it: by component, check and exact name. */
  readonly candidates: (subject: Subject) => readonly Exception[];
  /** Those of its component and check, whatever resources they name. */
  readonly about: (subject: Subject) => readonly Exception[];
}

/** Of one component and check. */
interface Group {
  /** Without `resources`, or with wildcards in them. */
  readonly open: Exception[];
  readonly byName: Map<string, Exception[]>;
  /** All of them, open or not. */
  readonly all: Exception[];
}

/** Thousands of exceptions meet thousands of findings: a finding is held against those that may cover it, and no other. */
export function indexExceptions(exceptions: readonly Exception[]): Index {
  const order = new Map(exceptions.map((exception, at) => [exception, at]));
  const groups = groupsOf(exceptions);
  const groupOf = ({ component, check }: Subject) =>
    component === null ? undefined : groups.get(keyOf(component, check));
  const place = (exception: Exception) => order.get(exception) ?? 0;
  return {
    candidates: (subject) => {
      const group = groupOf(subject);
      if (!group || group.byName.size === 0 || !subject.resource) return group?.open ?? [];
      const named = textsOf(subject.resource).flatMap((text) => group.byName.get(text) ?? []);
      if (named.length === 0) return group.open;
      return [...new Set([...group.open, ...named])].sort((one, other) => place(one) - place(other));
    },
    about: (subject) => groupOf(subject)?.all ?? [],
  };
}

function groupsOf(exceptions: readonly Exception[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const exception of exceptions) {
    const key = keyOf(exception.component, exception.check);
    const group: Group = groups.get(key) ?? { open: [], byName: new Map(), all: [] };
    groups.set(key, group);
    group.all.push(exception);
    if (isOpen(exception)) group.open.push(exception);
    else for (const name of new Set(exception.resources)) append(group.byName, name, exception);
  }
  return groups;
}

/** What `resources` of an exception is compared with. */
export const textsOf = (resource: NonNullable<Finding['resource']>): readonly string[] => [
  ...new Set([...namesOf(resource), resource.id]),
];

const keyOf = (component: string, check: string) => JSON.stringify([component, check]);

const isOpen = ({ resources }: Exception) => !resources || resources.some((name) => /[*?]/.test(name));

function append(byName: Map<string, Exception[]>, name: string, exception: Exception): void {
  const others = byName.get(name);
  if (others) others.push(exception);
  else byName.set(name, [exception]);
}
