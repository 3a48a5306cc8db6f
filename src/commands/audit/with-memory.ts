import type { AlertsEntry } from '../../config/config.ts';
import type { Audit } from '../../model/audit.ts';
import type { Drift } from '../../model/drift.ts';
import { DoneError } from '../../model/held-error.ts';
import type { Memory } from '../../model/memory.ts';
import { unknownAccount } from '../../model/place.ts';
import { UserError } from '../../model/user-error.ts';
import { payloadsOf } from '../../pipeline/deliver/attempt.ts';
import { openMemory, readMemory } from '../../stores/open-memory.ts';
import { escapeInvisible } from '../../text/escape.ts';
import { printableLines } from '../../text/printable.ts';
import { version } from '../../version.ts';
import { say } from '../say.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import { marksIn, type Notifiers, notifiersFor, outboxOf, routesOf, tellPeople } from './alerts.ts';
import { createHolder, type Holder } from './holder.ts';
import { keepEvidence } from './keep-evidence.ts';
import type { Enter } from './perform.ts';
import { type Remembered, remember } from './remember.ts';
import { inTurn } from './turn.ts';
import { watchPlaces } from './watch-places.ts';

export interface WithMemory {
  readonly store: string;
  readonly settings: Settings;
  readonly notify: boolean;
  /** Prints what would be sent, and keeps and sends nothing. */
  readonly dryRun: boolean;
  readonly perform: (enter: Enter) => Promise<Audit>;
  /** The folder that `perform` leaves evidence in, if any. */
  readonly record: string | undefined;
  /** Since when places are to be audited, where something audits them on and on. */
  readonly since?: Date;
  /** Milliseconds that what waits is told for; the rest goes later. */
  readonly patience?: number;
  /** Absent where something else is printed. */
  readonly publish: ((audit: Audit, drifts: readonly Drift[] | undefined) => void) | undefined;
}

export interface Outcome {
  readonly audit: Audit;
  /** Absent where the store refused the audit. */
  readonly drifts: readonly Drift[] | undefined;
  /** Something that was to be told was not, or was not remembered. */
  readonly untold: boolean;
}

interface Notifying {
  readonly alerts: AlertsEntry;
  readonly notifiers: Notifiers;
}

interface Keeping {
  readonly memory: Memory;
  /** Of the audit's places, which no other process audits meanwhile. */
  readonly holder: Holder;
  readonly notifying: Notifying | undefined;
  readonly begun: Date;
}

/** An audit that is remembered, and told of. A store that cannot be used is said before AWS is asked. */
export async function auditWithMemory(given: WithMemory, shell: Shell): Promise<Outcome> {
  const begun = shell.now();
  const notifying = await notifyingBy(given, shell);
  const open = given.dryRun ? readMemory : openMemory;
  const memory = await open(given.store, { plumbline: version, now: shell.now() });
  const holder = createHolder(memory, shell);
  try {
    const { policies } = given.settings;
    const turn = { memory, holder, policies, isScheduled: given.since !== undefined };
    const audit = await inTurn(turn, given.perform, shell);
    return { audit, ...(await keepAndTell(audit, { memory, holder, notifying, begun }, given, shell)) };
  } finally {
    await holder.release();
    await memory.close();
  }
}

/** Whatever becomes of it in the store, what was found is reported. */
async function keepAndTell(
  audit: Audit,
  keeping: Keeping,
  given: WithMemory,
  shell: Shell,
): Promise<Omit<Outcome, 'audit'>> {
  const { memory, notifying } = keeping;
  const kept = await attempt(() => rememberAudit(audit, keeping, given, shell));
  // Whoever asks for a report wants one; for who audits on and on it was the other's turn.
  if (kept.reason instanceof DoneError && given.since !== undefined) throw kept.reason;
  const drifts = kept.value?.drifts;
  const isKept = kept.status === 'refused' || (await isEvidenceKept(memory, audit, given, shell));
  given.publish?.(audit, drifts);
  if (kept.status === 'refused') {
    complain(kept.reason, shell);
    // What another process has audited meanwhile it has told as well.
    return { drifts, untold: !(kept.reason instanceof DoneError) };
  }
  if (!notifying) return { drifts, untold: !isKept };
  if (given.dryRun) {
    await showPayloads(memory, notifying, kept.value, shell);
    return { drifts, untold: false };
  }
  const told = await attempt(async () => {
    const seen = audit.places.filter(({ account }) => account !== unknownAccount);
    await watchPlaces(memory, given.settings, { seen, since: given.since ?? null }, shell);
    return tellPeople(memory, notifying.alerts, notifying.notifiers, shell, given.patience);
  });
  if (told.status === 'refused') complain(told.reason, shell);
  const isLost = audit.places.some(({ account }) => account === unknownAccount);
  return { drifts, untold: told.value !== false || isLost || !isKept };
}

/** True where none was to be kept. */
async function isEvidenceKept(
  memory: Memory,
  audit: Audit,
  { record: folder, dryRun, settings: { recordings: kept } }: WithMemory,
  shell: Shell,
): Promise<boolean> {
  return folder === undefined || dryRun || keepEvidence(memory, { audit, folder, kept }, shell);
}

type Attempt<T> =
  | { readonly status: 'done'; readonly value: T; readonly reason?: undefined }
  | { readonly status: 'refused'; readonly reason: UserError; readonly value?: undefined };

/** What a store refuses is for people to mend, and no reason to keep from them what was found. */
async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { status: 'done', value: await work() };
  } catch (reason) {
    if (reason instanceof UserError) return { status: 'refused', reason };
    throw reason;
  }
}

const complain = ({ message }: UserError, shell: Shell): void =>
  say(shell, `plumbline: ${printableLines(message)}`);

async function notifyingBy(
  { notify, dryRun, settings: { alerts } }: WithMemory,
  shell: Shell,
): Promise<Notifying | undefined> {
  if (!notify) return undefined;
  if (!alerts) throw new UserError('--notify needs "alerts" in a configuration\nname it by --config');
  return { alerts, notifiers: await notifiersFor(alerts, shell, dryRun) };
}

/** Acknowledgements are read before the audit is compared: what was acknowledged before a change is not the change. */
async function rememberAudit(
  audit: Audit,
  { memory, holder, notifying, begun }: Keeping,
  { settings, dryRun }: WithMemory,
  shell: Shell,
): Promise<Remembered> {
  const isAsked = notifying !== undefined && !dryRun;
  const marks = isAsked ? await marksIn(memory, notifying.alerts, notifying.notifiers) : undefined;
  return remember(memory, { audit, settings, marks, holder, begun, dryRun }, shell);
}

/** What waits already, and what this audit would add. */
async function showPayloads(
  memory: Memory,
  { alerts, notifiers }: Notifying,
  { outbox }: Remembered,
  { out }: Shell,
): Promise<void> {
  const items = [...(await outboxOf(memory).waiting()), ...outbox];
  const payloads = payloadsOf(items, { routes: routesOf(alerts), notifiers, fallback: alerts.fallback });
  out(`${escapeInvisible(JSON.stringify(payloads, null, 2))}\n`);
}
