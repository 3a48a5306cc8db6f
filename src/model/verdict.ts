/** What a check concluded, with the fact that decided it. */
export type Verdict = Pass | Fail | Unknown | NotApplicable;

export interface Pass {
  readonly status: 'pass';
  /** What was seen, for `--verbose`. */
  readonly message: string;
}

export interface Fail extends Evidence {
  readonly status: 'fail';
  /** The fact with its value ("MinCapacity is 1"), without the resource's name. */
  readonly message: string;
}

export interface Unknown {
  readonly status: 'unknown';
  readonly message: string;
  /** The IAM action that would have let us see, where a refusal is the reason. */
  readonly permission?: string | undefined;
}

export interface NotApplicable {
  readonly status: 'not-applicable';
  readonly message: string;
}

export interface Evidence {
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** The property that decided, as CloudFormation names it: `NetworkConfiguration.AwsvpcConfiguration.Subnets`. */
  readonly path?: string;
}

export const pass = (message = 'holds'): Verdict => ({ status: 'pass', message });
export const fail = (message: string, evidence: Evidence = {}): Verdict => ({
  status: 'fail',
  message,
  ...evidence,
});
export const unknown = (message: string, permission?: string): Verdict => ({
  status: 'unknown',
  message,
  ...(permission && { permission }),
});
export const notApplicable = (message: string): Verdict => ({ status: 'not-applicable', message });
