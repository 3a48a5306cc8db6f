import type { PlaceRef } from './place.ts';
import type { Component, Selector } from './policy.ts';
import type { Severity } from './severity.ts';
import type { Unseen } from './unseen.ts';

/** A policy made from what was found, before anybody has reviewed it. */
export interface Draft {
  readonly place: PlaceRef;
  /** When it was looked at, in ISO 8601. */
  readonly at: string;
  readonly components: readonly DraftComponent[];
  /** The types of which nothing is there. */
  readonly absent: readonly string[];
  /** The types whose list is not complete: nothing is required of them. */
  readonly blind: readonly { readonly type: string; readonly unseen: Unseen }[];
}

export interface DraftComponent {
  readonly name: string;
  readonly type: string;
  readonly select: Selector;
  readonly count: Component['count'];
  /** What it is about, in a few words: `6 services: kiosk/devices, kiosk/menu`. */
  readonly about: string;
  readonly rules: readonly DraftRule[];
  /** Properties, of what no rule judges. */
  readonly expects: readonly DraftRule[];
}

/** A rule, or what is expected of a property. */
export interface DraftRule {
  readonly rule: string;
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  /** As a policy gives it: `true`, a value, or an object of parameters. */
  readonly value: unknown;
  /** Why it is not required; undefined where it holds. */
  readonly reason: string | undefined;
}
