import { expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

interface Report {
  readonly findings: readonly { readonly policy: string; readonly component: string | null }[];
}

async function audited(...args: readonly string[]): Promise<Report['findings']> {
  const shell = fakeShell();
  await run(['audit', '--evidence', 'examples/kiosk-drifted', '--format', 'json', ...args], shell);
  return (JSON.parse(shell.said.out) as Report).findings;
}

test('what a part of the policies finds is what the whole finds of it', async () => {
  const whole = await audited();
  for (const component of new Set(whole.flatMap((finding) => finding.component ?? [])))
    expect(await audited('--component', component)).toEqual(
      whole.filter((finding) => finding.component === component),
    );
  for (const policy of new Set(whole.map((finding) => finding.policy)))
    expect(await audited('--policy', policy)).toEqual(whole.filter((finding) => finding.policy === policy));
});
