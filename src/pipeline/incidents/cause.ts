import type { Drift } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import type { Incident } from '../../model/incident.ts';
import type { Policy } from '../../model/policy.ts';

/** The component that is to blame for a finding: its own, or one it relies on of which nothing is left. */
export type Blame = (finding: Finding) => string | null;

/** A web ACL that is gone is one cause, though the load balancer fails for it as well. */
export function blameIn(known: readonly Incident[], { changes }: Drift, policies: readonly Policy[]): Blame {
  const now = changes.flatMap((change) => ('finding' in change ? [change] : []));
  const ended = new Set(now.filter(({ kind }) => kind === 'closed').map(({ finding }) => keyOf(finding)));
  const open = [
    ...known
      .filter(({ status }) => status === 'open')
      .flatMap(({ items }) => items.flatMap((item) => (item.kind === 'violation' ? [item.finding] : [])))
      .filter((finding) => !ended.has(keyOf(finding))),
    ...now.filter(({ kind }) => kind !== 'closed').map(({ finding }) => finding),
  ];
  const gone = new Set(open.filter(isAbsence).map(keyOf));
  return (finding) => {
    const { policy, place, component } = finding;
    if (component === null || gone.size === 0) return component;
    const others = reliedOn(policies, finding);
    return (
      others.find((other) => gone.has(keyOf({ policy, place, component: other, check: 'count' }))) ??
      component
    );
  };
}

const keyOf = ({
  policy,
  place,
  component,
  check,
}: Pick<Finding, 'policy' | 'place' | 'component' | 'check'>) =>
  JSON.stringify([policy, place?.account, place?.region, component, check]);

const isAbsence = ({ check, verdict }: Finding): boolean =>
  check === 'count' && verdict.status === 'fail' && verdict.actual === 0;

/** The components that a check's rule relies on: `"behind": "edge"`. */
function reliedOn(policies: readonly Policy[], { policy, component, check }: Finding): readonly string[] {
  const components = policies.find(({ id }) => id === policy)?.components ?? [];
  const rules = components.find(({ name }) => name === component)?.rules;
  return rules?.find(({ rule }) => rule === check)?.reliesOn ?? [];
}
