import type { Audit } from './audit.ts';
import type { Finding } from './finding.ts';
import { type Summary, summaryOf } from './summary.ts';

/**
 * Whether a control is met, as far as policies say what serves it. `holds` only where all that serves it was judged and
 * holds; `excepted` where all else holds; `not-judged` where there was nothing to judge.
 */
export type ControlStatus = 'holds' | 'violated' | 'unknown' | 'excepted' | 'not-judged';

export interface Control extends Summary {
  readonly control: string;
  readonly status: ControlStatus;
}

/** Every control that the policies name, by name. */
export function controlsOf({ policies, findings, partial }: Audit): readonly Control[] {
  const asked = policies.flatMap(({ components = {} }) =>
    Object.values(components).flatMap(({ checks }) =>
      Object.values(checks).flatMap(({ satisfies }) => satisfies),
    ),
  );
  const byControl = new Map<string, Finding[]>();
  const leftOut = partial?.leftOut.controls ?? [];
  for (const control of [...asked, ...leftOut]) byControl.set(control, []);
  for (const finding of findings)
    for (const control of new Set(finding.satisfies))
      byControl.get(control)?.push(finding) ?? byControl.set(control, [finding]);
  return [...byControl]
    .map(([control, of]) => controlOf(control, of, leftOut.includes(control)))
    .sort((a, b) => (a.control < b.control ? -1 : 1));
}

function controlOf(control: string, findings: readonly Finding[], isPartial: boolean): Control {
  const summary = summaryOf(findings);
  return { control, status: statusOf(summary, isPartial), ...summary };
}

function statusOf({ pass, fail, unknown, excepted }: Summary, isPartial: boolean): ControlStatus {
  if (fail > 0) return 'violated';
  // What was left out may be violated.
  if (unknown > 0 || isPartial) return 'unknown';
  if (excepted > 0) return 'excepted';
  return pass > 0 ? 'holds' : 'not-judged';
}
