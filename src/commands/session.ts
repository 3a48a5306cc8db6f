import type { Session } from '../model/ports.ts';
import { version } from '../version.ts';
import { untilInterrupted } from './interruption.ts';
import type { Shell } from './shell.ts';

export interface SessionOptions {
  readonly evidence?: string | undefined;
  readonly record?: string | undefined;
}

/** With AWS, or with a recording. Neither way loads the other: judging a recording needs no SDK. */
export function openSession(options: SessionOptions, { signal }: Shell): Promise<Session> {
  return untilInterrupted(opened(options, signal), signal);
}

async function opened({ evidence, record }: SessionOptions, signal: AbortSignal): Promise<Session> {
  if (evidence !== undefined) {
    const { openEvidence } = await import('../aws/session.ts');
    return openEvidence(evidence, signal);
  }
  const { openLive } = await import('../aws/open-live.ts');
  return openLive({ version, signal, record });
}
