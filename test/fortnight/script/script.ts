import type { PlaceRef } from '../../../src/model/place.ts';
import type { Break, Check, Part } from '../aws/breaks.ts';
import type { Harmless } from '../aws/harmless.ts';

/** A Tuesday. */
export const start = Date.parse('2026-12-01T00:00:00.000Z');
const fortnight = 14 * 24 * 60;

/** From an audit on, up to another and without it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Broken extends Span {
  readonly place: PlaceRef;
  readonly what: Break;
}

export interface Went extends Span {
  readonly place: PlaceRef;
  readonly what: Harmless;
}

/** What AWS would not answer. */
export interface Blind extends Span {
  readonly place: PlaceRef;
  /** An operation; null where it is all of them. */
  readonly operation: string | null;
  /** `denied` and `revoked` stay until somebody grants it; the others are over at the next audit. */
  readonly how: 'denied' | 'revoked' | 'throttled' | 'cut' | 'slow';
}

export interface Script {
  /** Minutes from one audit to the next. */
  readonly every: number;
  readonly places: readonly PlaceRef[];
  readonly broken: readonly Broken[];
  readonly went: readonly Went[];
  readonly blind: readonly Blind[];
  readonly decisions: Decisions;
}

/** What people write into the policy and the configuration in a fortnight. */
export interface Decisions {
  readonly accepted: readonly Accepted[];
  /** What the policy does not ask for meanwhile. */
  readonly dropped: readonly Dropped[];
  readonly quiet: Quiet | null;
}

/** An exception, in the policy from an audit on, up to another. */
export interface Accepted extends Span {
  readonly id: string;
  readonly check: Check;
  /** The last day that it holds, UTC. */
  readonly expires: string;
}

export interface Dropped extends Span {
  readonly check: Check;
}

/** Some minutes of each day in which nobody of an account is called. */
export interface Quiet {
  readonly account: string;
  /** As the configuration has it. */
  readonly start: string;
  readonly timezone: string;
  readonly minutes: number;
  /** The minute of the day, UTC, that it starts at. */
  readonly from: number;
}

/** Which operations each part cannot be judged without. */
export const eyes: Readonly<Record<Part, readonly string[]>> = {
  services: ['ecs:ListServices', 'ecs:DescribeServices', 'application-autoscaling:DescribeScalableTargets'],
  edge: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeListeners'],
  firewall: ['wafv2:ListWebACLs'],
  sessions: ['elasticache:DescribeReplicationGroups'],
  files: ['elasticfilesystem:DescribeFileSystems'],
  database: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'],
};
/** Through what else a check is judged: the web ACL that counts at a load balancer, the zones that services run in. */
const through: Partial<Readonly<Record<Check, Part>>> = {
  'edge/protected-by': 'firewall',
  'files/mount-target-in-every-az-of': 'services',
};
/** The part that a check is of, and another that it is judged through. */
export function partsOf(check: Check): readonly [Part, ...Part[]] {
  const other = through[check];
  return [check.split('/')[0] as Part, ...(other ? [other] : [])];
}
export const parts = Object.keys(eyes) as Part[];

/** What only one check of a part needs to be seen. */
const only: Partial<Readonly<Record<string, Check>>> = {
  'application-autoscaling:DescribeScalableTargets': 'services/autoscaling',
  'elasticloadbalancing:DescribeListeners': 'edge/https-only',
  'rds:DescribeDBInstances': 'database/instances-over-azs',
};

export function isSeen({ blind }: Script, place: PlaceRef, check: Check, tick: number): boolean {
  const needed = partsOf(check).flatMap((part) => eyes[part]);
  return !blind.some(
    ({ operation, ...one }) =>
      isAt(one, tick) &&
      isSame(one.place, place) &&
      (operation === null || (needed.includes(operation) && (only[operation] ?? check) === check)),
  );
}

/** Whether two hide the same: all of a place, or the same type in it. */
export const isAlike = (a: Blind, b: Blind): boolean =>
  hiddenBy(a).some((what) => hiddenBy(b).includes(what));
/** Without the load balancers it is not seen what a web ACL stands in front of. */
const hiddenBy = ({ operation }: Blind): readonly (Part | 'all')[] =>
  operation === null
    ? ['all']
    : parts.filter(
        (part) =>
          eyes[part].includes(operation) ||
          (part === 'firewall' && operation === 'elasticloadbalancing:DescribeLoadBalancers'),
      );

export const isAt = ({ from, to }: Span, tick: number): boolean => from <= tick && tick < to;
export const isSame = (a: PlaceRef, b: PlaceRef): boolean => a.account === b.account && a.region === b.region;

/** How many audits are made after the fortnight, while Slack is well: they see what goes on by then. */
export const afterwards = 4;
export const auditsOf = ({ every }: Pick<Script, 'every'>): number => fortnight / every;
/** The audit that was last made by a time, in milliseconds. */
export const tickOf = ({ every }: Pick<Script, 'every'>, time: number): number =>
  Math.floor((time - start) / (every * 60_000));
export const timeOf = ({ every }: Pick<Script, 'every'>, tick: number): Date =>
  new Date(start + tick * every * 60_000);
