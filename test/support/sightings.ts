import type { Claim, Looked } from '../../src/model/claim.ts';
import type { Change, Drift } from '../../src/model/drift.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type Known, nothingKnown, type Sighting } from '../../src/model/known.ts';
import type { Unseen } from '../../src/model/unseen.ts';
import { fail, pass, unknown, type Verdict } from '../../src/model/verdict.ts';
import { type CompareSettings, defaultSettings } from '../../src/pipeline/compare/comparing.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { finding, resource } from './audits.ts';

export const here = { account: '111122223333', region: 'sa-east-1' };
export const serviceType = 'AWS::ECS::Service';

/** The time of an audit, so many minutes after the first. */
export const minute = (count: number): string =>
  new Date(Date.parse('2026-10-01T12:00:00Z') + count * 60_000).toISOString();

export const refused: Unseen = {
  kind: 'refused',
  operation: 'ecs:ListServices',
  reason: 'AccessDeniedException',
  permission: 'ecs:ListServices',
};
export const throttled: Unseen = {
  kind: 'refused',
  operation: 'ecs:ListServices',
  reason: 'ThrottlingException',
};
export const settling: Unseen = { kind: 'settling', message: 'kiosk/menu is in a deployment' };

/** A verdict on a service of the component `services`. */
export const on = (name: string, verdict: Verdict, more: Partial<Finding> = {}): Finding =>
  finding({
    policy: 'shop',
    component: 'services',
    check: 'autoscaling',
    resource: resource(serviceType, name),
    type: serviceType,
    verdict,
    ...more,
  });

export const holds = (name: string, more?: Partial<Finding>): Finding => on(name, pass(), more);
export const fails = (name: string, message = 'MinCapacity is 1', more?: Partial<Finding>): Finding =>
  on(name, fail(message), more);
export const unread = (name: string, unseen: Unseen = refused): Finding =>
  on(name, unknown('could not be read', unseen));

export const claim = (name: string, properties: object = {}, more: Partial<Claim> = {}): Claim => ({
  policy: 'shop',
  component: 'services',
  resource: resource(serviceType, name),
  properties: properties as Claim['properties'],
  hidden: [],
  unsure: false,
  moving: false,
  ...more,
});

export const looked = (seen: number, unseen: Unseen | null = null, type = serviceType): Looked => ({
  ...here,
  type,
  seen,
  unseen,
});

export function sighting(
  minutes: number,
  findings: readonly Finding[],
  more: Partial<Sighting> = {},
): Sighting {
  const names = [...new Set(findings.flatMap(({ resource }) => resource?.name ?? []))];
  return {
    audit: minute(minutes),
    at: minute(minutes),
    place: here,
    plumbline: '0.1.0',
    policies: { shop: 'a' },
    findings,
    claims: names.map((name) => claim(name)),
    looked: [looked(names.length)],
    bases: [],
    unread: [],
    used: [],
    ...more,
  };
}

/** What a list that was refused looks like. */
export const listRefused: Partial<Sighting> = {
  claims: [],
  looked: [looked(0, refused)],
  unread: [{ ...refused, ...here, type: serviceType, property: null }],
};

export const confirming = (failAfter: number, clearAfter: number): CompareSettings => ({
  ...defaultSettings,
  confirm: { ...defaultSettings.confirm, failAfter, clearAfter },
});

/** The drift of one audit after the other. */
export function play(
  sightings: readonly Sighting[],
  settings = defaultSettings,
  place = here,
): { readonly drifts: readonly Drift[]; readonly known: Known } {
  let known = nothingKnown(place);
  const drifts = sightings.map((one) => {
    const compared = compare(known, one, settings);
    known = compared.known;
    return compared.drift;
  });
  return { drifts, known };
}

/** A change as one line. */
export function lineOf(change: Change): string {
  switch (change.kind) {
    case 'cannot-see':
    case 'can-see':
      return `${change.kind} ${change.type ?? 'the place'}${change.kind === 'cannot-see' ? `, hides ${change.hides}` : ''}`;
    case 'resource':
      return `${change.resource.name} ${change.what}`;
    case 'property':
      return `${change.resource.name} ${change.path}: ${JSON.stringify(change.before)} → ${JSON.stringify(change.after)}`;
    case 'closed':
      return `closed ${what(change.finding)}: ${change.why}`;
    default:
      return `${change.kind} ${what(change.finding)}`;
  }
}

const what = ({ check, resource: about }: Finding): string => `${check}${about ? ` ${about.name}` : ''}`;

export const linesOf = (drifts: readonly Drift[]): string[][] =>
  drifts.map(({ changes }) => changes.map(lineOf));

/** Audits one after the other, and what there is to tell after each but the first. */
export interface Story {
  readonly name: string;
  readonly audits: readonly Sighting[];
  readonly tells: readonly (readonly string[])[];
  readonly settings?: CompareSettings;
}
