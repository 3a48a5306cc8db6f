import type { ResourceRef } from './resource-ref.ts';
import type { Unseen } from './unseen.ts';

/** What a check concluded, with the fact that decided it. */
export type Verdict = Pass | Fail | Unknown | NotApplicable;

export interface Pass {
  readonly status: 'pass';
  /** What was seen, for `--verbose`. */
  readonly message: string;
}

export interface Fail extends Failure {
  readonly status: 'fail';
  /** Where more than one thing is wrong: each of them. `message` has them all, the other members are of the first. */
  readonly facts?: readonly Failure[];
}

export interface Failure extends Facts {
  /** The fact with its value ("MinCapacity is 1"), without the resource's name. */
  readonly message: string;
}

export interface Unknown {
  readonly status: 'unknown';
  readonly message: string;
  /** Why it could not be seen, where that is the reason. */
  readonly unseen?: Unseen | undefined;
}

export interface NotApplicable {
  readonly status: 'not-applicable';
  readonly message: string;
}

/** What a failure rests on. */
export interface Facts {
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** The property that decided, as CloudFormation names it: `NetworkConfiguration.AwsvpcConfiguration.Subnets`. */
  readonly path?: string;
  /** The request that shows it, as `web-acl --request` takes it in a shell: `'{"country":"KP"}'`. */
  readonly request?: string | undefined;
  /** Set where AWS documents that it mends this by itself within moments, and says not since when: a second audit tells. */
  readonly eventual?: boolean | undefined;
  /** Set where nothing is wrong yet, and will be: who has just written it knows. */
  readonly upcoming?: boolean | undefined;
  /** What mends this fact, a sentence with a full stop; absent where the rule's general fix suits. */
  readonly fix?: string | undefined;
  /** The resources that are too many, or of no use: of a check about a whole component. */
  readonly offenders?: readonly ResourceRef[] | undefined;
}

export const pass = (message = 'holds'): Verdict => ({ status: 'pass', message });
export const fail = (message: string, facts: Facts = {}): Verdict => ({
  status: 'fail',
  message,
  ...facts,
});
export const unknown = (message: string, unseen?: Unseen): Verdict => ({
  status: 'unknown',
  message,
  ...(unseen && { unseen }),
});
export const notApplicable = (message: string): Verdict => ({ status: 'not-applicable', message });
