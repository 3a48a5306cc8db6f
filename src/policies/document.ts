import type { Policy } from '../model/policy.ts';
import type { Severity } from '../model/severity.ts';

/** A policy as it is written: what a file holds once the schema finds no mistake in it. */
export interface PolicyDocument {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly owner?: Required<Policy>['owner'];
  readonly scope?: Policy['scope'];
  readonly severity?: Severity;
  readonly components: Readonly<Record<string, ComponentDocument>>;
  readonly exceptions?: Policy['exceptions'];
}

export interface ComponentDocument {
  readonly type: string;
  readonly title?: string;
  readonly because?: string;
  readonly severity?: Severity;
  readonly satisfies?: readonly string[];
  readonly select?: Policy['components'][number]['select'];
  readonly unclaimed?: boolean;
  readonly count?: number | 'any' | { readonly min?: number; readonly max?: number };
  /** A bare value, or an object of parameters and of what every rule takes. */
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly expect?: Readonly<Record<string, unknown>>;
}

/** What every rule takes beside its own parameters. */
export interface RuleOptions {
  readonly severity?: Severity;
  readonly because?: string;
  readonly satisfies?: readonly string[];
  readonly enabled?: boolean;
}
