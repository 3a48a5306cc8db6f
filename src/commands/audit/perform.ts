import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runAudit } from '../../audit.ts';
import { recordingName } from '../../aws/retain-evidence.ts';
import type { Audit } from '../../model/audit.ts';
import type { PlaceRef } from '../../model/place.ts';
import type { SourcePlace } from '../../model/ports.ts';
import { placesFor } from '../../pipeline/scope.ts';
import { rules, selectors, volatile } from '../../registry.generated.ts';
import { version } from '../../version.ts';
import { driveUntil, untilInterrupted } from '../interruption.ts';
import { openSource, type SourceOptions } from '../open-source.ts';
import type { ProgressLine } from '../progress.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import type { PartOfSettings } from './part-of.ts';

/** Called with the places of an audit before anything of them is asked for; what it throws, it throws before. */
export type Enter = (places: readonly PlaceRef[]) => Promise<void>;

export interface Performing extends Pick<SourceOptions, 'evidence' | 'digest' | 'record'> {
  readonly dryRun?: boolean;
  readonly enter?: Enter | undefined;
}

/** Where evidence goes: where it is asked to, else a folder of this run where the configuration keeps them. */
export function recordOf(
  { record, evidence, dryRun }: Performing,
  { recordings: kept, store }: Settings,
  { now }: Shell,
): string | undefined {
  const isKept = kept !== undefined && store !== undefined && evidence === undefined && !dryRun;
  return record ?? (isKept ? join(kept.folder, recordingName(now())) : undefined);
}

/** Asks AWS, or a recording, and judges the answers; it ends as soon as the shell's signal is aborted. */
export async function performAudit(
  options: Performing,
  settings: PartOfSettings,
  shell: Shell,
): Promise<Audit> {
  const { policies, partial, whole } = settings;
  const source = await openSource({ ...options, ...settings }, shell);
  await enter(source.places, options, settings);
  const { report: progress, end } = await progressFor(options, shell);
  const drive = driveUntil(shell.signal);
  const running = runAudit({
    policies,
    partial,
    whole,
    rules,
    selectors,
    volatile,
    source,
    version,
    progress,
    drive,
  });
  return untilInterrupted(running, shell.signal).finally(end);
}

/** The folder for evidence of an audit that is not to be is there already, and holds nothing. */
async function enter(
  places: readonly SourcePlace[],
  { enter: into, record }: Performing,
  { policies }: PartOfSettings,
): Promise<void> {
  try {
    await into?.(placesFor(policies, places, selectors));
  } catch (error) {
    // It may be a volume that is mounted there, which stays.
    if (record !== undefined) await rmdir(record).catch(() => undefined);
    throw error;
  }
}

async function progressFor({ evidence }: Performing, { watched, signal }: Shell): Promise<ProgressLine> {
  if (!watched) return { report: () => undefined, end: async () => undefined };
  const { showProgress } = await import('../progress.ts');
  return showProgress(signal, evidence === undefined ? 'Asking AWS' : 'Reading the evidence');
}
