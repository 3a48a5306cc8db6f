import type { AccountEntry } from '../config/config.ts';
import type { Source } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import { collectors } from '../registry.generated.ts';
import { version } from '../version.ts';
import { untilInterrupted } from './interruption.ts';
import type { Shell } from './shell.ts';

export interface SourceOptions {
  readonly evidence?: string | undefined;
  /** The digest that the evidence must have. */
  readonly digest?: string | undefined;
  readonly record?: string | undefined;
  /** Where to look; the credentials' own account and region where none is named. */
  readonly accounts?: readonly AccountEntry[] | undefined;
  /** Seconds an audit of one place may take. */
  readonly deadline?: number | undefined;
}

/** AWS, or a recording. Neither way loads the other: judging a recording needs no SDK. */
export function openSource(options: SourceOptions, shell: Shell): Promise<Source> {
  return untilInterrupted(opened(options, shell), shell.signal);
}

/** Of AWS itself no digest can be asked. */
export function requireEvidenceOf({ evidence, digest }: Pick<SourceOptions, 'evidence' | 'digest'>): void {
  if (digest !== undefined && evidence === undefined)
    throw new UserError('--digest is of --evidence: it says which evidence is meant');
}

const defaultDeadline = 300;

async function opened(
  { evidence, digest, record, accounts, deadline = defaultDeadline }: SourceOptions,
  { signal, now }: Shell,
): Promise<Source> {
  requireEvidenceOf({ evidence, digest });
  if (evidence !== undefined) {
    const { openEvidence } = await import('../aws/replay.ts');
    return openEvidence(evidence, { collectors, signal, digest, now: now() });
  }
  const { openLive } = await import('../aws/open-live.ts');
  return openLive({ version, collectors, signal, record, accounts, deadline: deadline * 1000 });
}
