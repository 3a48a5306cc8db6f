import type { AlertsEntry } from '../../config/config.ts';
import type { Audit } from '../../model/audit.ts';
import type { Drift } from '../../model/drift.ts';
import type { Memory } from '../../model/memory.ts';
import { unknownAccount } from '../../model/place.ts';
import { UserError } from '../../model/user-error.ts';
import { payloadsOf } from '../../pipeline/deliver/attempt.ts';
import { openMemory } from '../../stores/open-memory.ts';
import { escapeInvisible } from '../../text/escape.ts';
import { version } from '../../version.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import { marksIn, type Notifiers, notifiersFor, outboxOf, routesOf, tellPeople } from './alerts.ts';
import { type Remembered, remember } from './remember.ts';
import { watchPlaces } from './watch-places.ts';

export interface WithMemory {
  readonly store: string;
  readonly settings: Settings;
  readonly notify: boolean;
  /** Prints what would be sent, and keeps and sends nothing. */
  readonly dryRun: boolean;
  readonly perform: () => Promise<Audit>;
  /** Since when places are to be audited, where something audits them on and on. */
  readonly since?: Date;
  /** Milliseconds that what waits is told for; the rest goes later. */
  readonly patience?: number;
  /** Absent where something else is printed. */
  readonly publish: ((audit: Audit, drifts: readonly Drift[]) => void) | undefined;
}

export interface Outcome {
  readonly audit: Audit;
  readonly drifts: readonly Drift[];
  /** Something that was to be told was not, or was not remembered. */
  readonly untold: boolean;
}

interface Notifying {
  readonly alerts: AlertsEntry;
  readonly notifiers: Notifiers;
}

/** An audit that is remembered, and told of. A store that cannot be used is said before AWS is asked. */
export async function auditWithMemory(given: WithMemory, shell: Shell): Promise<Outcome> {
  const notifying = await notifyingBy(given, shell);
  const memory = await openMemory(given.store, { plumbline: version, now: shell.now() });
  try {
    const audit = await given.perform();
    const remembered = await rememberAudit(audit, memory, notifying, given, shell);
    const { drifts } = remembered;
    given.publish?.(audit, drifts);
    if (!notifying) return { audit, drifts, untold: false };
    if (given.dryRun) {
      await showPayloads(memory, notifying, remembered, shell);
      return { audit, drifts, untold: false };
    }
    const seen = audit.places.filter(({ account }) => account !== unknownAccount);
    await watchPlaces(memory, given.settings, { seen, since: given.since ?? null }, shell);
    const untold = await tellPeople(memory, notifying.alerts, notifying.notifiers, shell, given.patience);
    const isLost = audit.places.some(({ account }) => account === unknownAccount);
    return { audit, drifts, untold: untold || isLost };
  } finally {
    await memory.close();
  }
}

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
  memory: Memory,
  notifying: Notifying | undefined,
  { settings, dryRun }: WithMemory,
  shell: Shell,
): Promise<Remembered> {
  const isAsked = notifying !== undefined && !dryRun;
  const marks = isAsked ? await marksIn(memory, notifying.alerts, notifying.notifiers) : undefined;
  return remember(memory, { audit, settings, marks, dryRun }, shell);
}

/** What waits already, and what this audit would add. */
async function showPayloads(
  memory: Memory,
  { alerts, notifiers }: Notifying,
  { outbox }: Remembered,
  { out }: Shell,
): Promise<void> {
  const items = [...(await outboxOf(memory).waiting()), ...outbox];
  const payloads = payloadsOf(items, { routes: routesOf(alerts), notifiers });
  out(`${escapeInvisible(JSON.stringify(payloads, null, 2))}\n`);
}
