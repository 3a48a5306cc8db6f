import type { Audit } from '../../model/audit.ts';
import { DoneError, HeldError } from '../../model/held-error.ts';
import type { Memory } from '../../model/memory.ts';
import { type NamedPlace, textOfPlace, unknownAccount } from '../../model/place.ts';
import { summaryOf } from '../../model/summary.ts';
import { UserError } from '../../model/user-error.ts';
import { openMemory } from '../../stores/open-memory.ts';
import { version } from '../../version.ts';
import { type Enter, recordOf } from '../audit/perform.ts';
import { type Tended, tend } from '../audit/tend.ts';
import { auditWithMemory, type Outcome } from '../audit/with-memory.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import type { Driver } from './driver.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What one audit, or what is done between two, needs. */
export interface Running {
  readonly settings: Settings;
  /** Says what it says into the log, and ends what goes on when it is to. */
  readonly shell: Shell;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly driver: Driver;
  /** Since when places are to be audited. */
  readonly since: Date;
  readonly seen: readonly NamedPlace[];
  /** Milliseconds that what waits is told for. */
  readonly patience: number;
}

/**
 * The audit of some policies, remembered and told of as by `audit --store --notify`. `done`: by another process. Undefined
 * where it failed.
 */
export async function runAudit(
  running: Running,
  policies: readonly string[],
): Promise<Audit | 'done' | undefined> {
  const { settings, shell, log, metrics, driver, since, patience } = running;
  const part = { ...settings, policies: settings.policies.filter(({ id }) => policies.includes(id)) };
  const record = recordOf({}, part, shell);
  const begun = shell.now().getTime();
  log.info({ policies }, 'audit begins');
  const given = {
    store: settings.store ?? '',
    settings: part,
    notify: settings.alerts !== undefined,
    dryRun: false,
    perform: (enter: Enter) => driver.perform(part, shell, { record, enter }),
    record,
    publish: undefined,
    since,
    patience,
  };
  try {
    const outcome = await auditWithMemory(given, shell);
    const seconds = (shell.now().getTime() - begun) / 1000;
    metrics.audited(outcome.audit);
    if (outcome.untold) metrics.untold();
    if (!outcome.drifts) {
      metrics.ended('failed');
      log.error(lineOf(outcome, seconds), 'the audit is not kept: it counts as none');
      return undefined;
    }
    metrics.ended('succeeded');
    log.info(lineOf(outcome, seconds), 'audit ended');
    return outcome.audit;
  } catch (error) {
    if (shell.signal.aborted) {
      metrics.ended('abandoned');
      log.warn('audit given up: nothing of it is kept');
      return undefined;
    }
    if (error instanceof DoneError) {
      metrics.skipped('done', 1);
      log.info(`audit skipped: ${error.message}`);
      return 'done';
    }
    if (error instanceof HeldError) {
      metrics.skipped('held', 1);
      log.warn(`audit skipped: ${error.message}`);
      return undefined;
    }
    metrics.ended('failed');
    log.error({ fault: faultOf(error) }, `audit failed: ${messageOf(error)}`);
    return undefined;
  }
}

function lineOf({ audit, untold, drifts }: Outcome, seconds: number): object {
  const { places, calls, unread, findings } = audit;
  return {
    run: audit.id,
    seconds,
    places: places.map(textOfPlace),
    ...summaryOf(findings),
    unread: unread.length,
    calls: calls.asked,
    refused: calls.refused,
    changes: (drifts ?? []).reduce((sum, { changes }) => sum + changes.length, 0),
    untold,
  };
}

/** What is due between audits. Throws where the store cannot be used. */
export async function runTend({ settings, shell, metrics, since, seen, patience }: Running): Promise<Tended> {
  const tended = await withStore(settings, shell, (memory) =>
    tend(memory, { settings, since, seen, patience }, shell),
  );
  metrics.tended(tended);
  if (tended.failed) metrics.untold();
  return tended;
}

export async function withStore<T>(
  { store = '' }: Settings,
  { now }: Shell,
  work: (memory: Memory) => Promise<T>,
): Promise<T> {
  const memory = await openMemory(store, { plumbline: version, now: now() });
  try {
    return await work(memory);
  } finally {
    await memory.close();
  }
}

/** The places that were audited, with those of an audit now. */
export function seenWith(seen: readonly NamedPlace[], { places }: Audit): readonly NamedPlace[] {
  const known = places.filter(({ account }) => account !== unknownAccount);
  return [...new Map([...seen, ...known].map((place) => [textOfPlace(place), place])).values()];
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Where it is ours to mend, where that is. */
export const faultOf = (error: unknown): string | undefined =>
  error instanceof UserError ? undefined : error instanceof Error ? error.stack : String(error);
