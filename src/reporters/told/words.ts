import type { Audit, CheckRef, UnreadFact } from '../../model/audit.ts';
import { evidenceOf } from '../../model/evidence.ts';
import type { Finding, ResourceRef } from '../../model/finding.ts';
import { nameOfPlace, type PlaceRef, textOfPlace } from '../../model/place.ts';
import { isAccepted, isExcepted } from '../../model/summary.ts';
import { wordsOf } from '../../model/unseen.ts';
import { askedFor } from './asked.ts';

/** `fail`, `unknown`, `pass`, `not-applicable`, `excepted`, or `accepted` of what is accepted as unknown. */
export function standingOf(finding: Finding): string {
  if (isExcepted(finding)) return 'excepted';
  return isAccepted(finding) ? 'accepted' : finding.verdict.status;
}

/** `edge/https-only`, in `shop/edge/https-only` where there are several policies; what is about a scope has no component. */
export const checkOf = (
  { policy, component, check }: CheckRef,
  { policies }: Pick<Audit, 'policies'>,
): string => [policies.length > 1 ? policy : [], component ?? [], check].flat().join('/');

/** What a finding is about: its resource as people know it, in which place where there are several; or its place. */
export function subjectOf({ resource, place }: Finding, audit: Pick<Audit, 'places'>): string {
  if (resource) return titleOf(resource, audit);
  return place ? textOfPlace(place) : '';
}

/** The same of a resource. */
export function titleOf(resource: ResourceRef, audit: Pick<Audit, 'places'>): string {
  return resourceText(resource, audit.places.length > 1 ? [placeName(resource, audit)] : []);
}

/** What AWS keeps unique, and what people call it where that is another word: `fs-0a1b (kiosk-files)`. */
export function resourceText({ name, label }: ResourceRef, more: readonly string[] = []): string {
  const aside = [label ?? [], more].flat();
  return aside.length > 0 ? `${name} (${aside.join(', ')})` : name;
}

/** `production · sa-east-1` where the account has a name in the configuration, else `111122223333/sa-east-1`. */
export function placeName(place: PlaceRef, { places }: Pick<Audit, 'places'>): string {
  const name = nameOfPlace(place, places);
  return name ? `${name} · ${place.region}` : textOfPlace(place);
}

/** `EX-14 until 2027-01-31, approved by security@example.com: The legacy cart client cannot speak it` */
export function exceptionText(finding: Finding, policies: Audit['policies']): string | undefined {
  const { exception } = finding;
  if (!exception) return undefined;
  const known = askedFor(finding, policies).exception;
  const more = known ? `, approved by ${known.approvedBy}: ${known.reason}` : '';
  return `${exception.id} until ${exception.expires}${more}`;
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

/** `only policy shop, components edge, files; nothing is known of 5 other components`; undefined where all was judged. */
export function partOf({ partial }: Audit): string | undefined {
  if (!partial) return undefined;
  const { policies, components, leftOut } = partial;
  const asked = [
    ...(policies ? [`${policies.length === 1 ? 'policy' : 'policies'} ${policies.join(', ')}`] : []),
    ...(components ? [`component${components.length === 1 ? '' : 's'} ${components.join(', ')}`] : []),
  ];
  const count = leftOut.components.length;
  return `only ${asked.join(', ')}; nothing is known of ${count} other component${count === 1 ? '' : 's'}`;
}

/** What was not read, and why: `Rules of kiosk-edge`, or `the list of AWS::ECS::Service in 111122223333/sa-east-1`. */
export const unreadText = (fact: UnreadFact): readonly [what: string, why: string] => [
  fact.property === null
    ? `the list of ${fact.type} in ${textOfPlace(fact)}`
    : `${fact.property} of ${fact.resource ?? `${fact.type} in ${textOfPlace(fact)}`}`,
  wordsOf(fact),
];

/** The checks that look at what was not read: `edge/https-only`. */
export const checksOf = (facts: readonly UnreadFact[], audit: Pick<Audit, 'policies'>): readonly string[] => [
  ...new Set(facts.flatMap(({ checks = [] }) => checks.map((check) => checkOf(check, audit)))),
];
