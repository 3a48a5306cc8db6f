import type { Audit } from '../../model/audit.ts';
import { evidenceOf } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { textOfPlace } from '../../model/place.ts';
import { isAccepted, isExcepted } from '../../model/summary.ts';

/** `fail`, `unknown`, `pass`, `not-applicable`, `excepted`, or `accepted` of what is accepted as unknown. */
export function standingOf(finding: Finding): string {
  if (isExcepted(finding)) return 'excepted';
  return isAccepted(finding) ? 'accepted' : finding.verdict.status;
}

/** `edge/https-only`; what is about the policy's scope has no component. */
export const checkOf = ({ component, check }: Finding): string =>
  component === null ? check : `${component}/${check}`;

/** What a finding is about: its resource as people know it, or its place. */
export function subjectOf({ resource, place }: Finding): string {
  if (resource) return resource.label ? `${resource.name} (${resource.label})` : resource.name;
  return place ? textOfPlace(place) : '';
}

/** When it was, and where its answers came from. */
export function originOf(audit: Audit): string {
  const evidence = evidenceOf(audit);
  const at = minuteOf(evidence?.recordedAt ?? audit.startedAt);
  return evidence?.kind === 'replayed' ? `from evidence of ${at} (${evidence.digest})` : `asked AWS on ${at}`;
}

/** `2026-11-24 13:01 UTC`; what is no time of ours stays as it is. */
const minuteOf = (time: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(time) ? `${time.slice(0, 10)} ${time.slice(11, 16)} UTC` : time;

/** `a part: component edge; 5 components left out`; undefined where all was judged. */
export function partOf({ partial }: Audit): string | undefined {
  if (!partial) return undefined;
  const { policies, components, leftOut } = partial;
  const asked = [
    ...(policies ? [`policy ${policies.join(', ')}`] : []),
    ...(components ? [`component ${components.join(', ')}`] : []),
  ];
  const count = leftOut.components.length;
  return `only ${asked.join(', ')}; nothing is known of ${count} other component${count === 1 ? '' : 's'}`;
}
