import { runAudit } from '../../audit.ts';
import type { Audit } from '../../model/audit.ts';
import type { Drive } from '../../pipeline/drive.ts';
import { rules, selectors, volatile } from '../../registry.generated.ts';
import { version } from '../../version.ts';
import { interruptibly, untilInterrupted } from '../interruption.ts';
import { openSource, type SourceOptions } from '../open-source.ts';
import type { ProgressLine } from '../progress.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';

/** Asks AWS, or a recording, and judges the answers; it ends as soon as the shell's signal is aborted. */
export async function performAudit(
  options: Pick<SourceOptions, 'evidence' | 'record'>,
  settings: Settings,
  shell: Shell,
): Promise<Audit> {
  const { policies } = settings;
  const source = await openSource({ ...options, ...settings }, shell);
  const { report: progress, end } = await progressFor(shell);
  const drive: Drive = (work) => interruptibly(work, shell.signal);
  const running = runAudit({ policies, rules, selectors, volatile, source, version, progress, drive });
  return untilInterrupted(running, shell.signal).finally(end);
}

async function progressFor({ watched, signal }: Shell): Promise<ProgressLine> {
  if (!watched) return { report: () => undefined, end: async () => undefined };
  const { showProgress } = await import('../progress.ts');
  return showProgress(signal);
}
