import { timetableOf } from '../../config/schedule.ts';
import type { NamedPlace } from '../../model/place.ts';
import type { Timetable } from '../../model/schedule.ts';
import { missedGroups } from '../../pipeline/overdue.ts';
import { watchingOf } from '../audit/watch-places.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import type { Driver, WatchOptions } from './driver.ts';
import { type Lane, lanesOf, turnOf } from './lanes.ts';
import { type Log, loggingShell } from './log.ts';
import type { Metrics } from './metrics.ts';
import { ailing, between, keyOf, unready } from './readiness.ts';
import { faultOf, messageOf, type Running, runAudit, runTend, seenWith, withStore } from './run.ts';

export interface Watch {
  /** Looks what was missed before the start. */
  readonly begin: () => Promise<void>;
  /** A second passed. Gives what goes on by then, for whoever waits for it. */
  readonly tick: () => Promise<void>;
  /** Why the process is not alive. */
  readonly ailing: () => readonly string[];
  /** Why it is not doing what it is for. */
  readonly unready: () => readonly string[];
  readonly schedules: () => readonly object[];
  /** Begins nothing more; settles when nothing goes on. */
  readonly stop: () => Promise<void>;
  /** Ends what goes on, at once. */
  readonly abandon: () => void;
}

interface WatchInput {
  readonly options: WatchOptions;
  readonly settings: Settings;
  readonly shell: Shell;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly driver: Driver;
}

/** What changes as time passes. */
interface State {
  settings: Settings;
  timetable: Timetable;
  lanes: readonly Lane[];
  /** What is to be audited next, by its schedule. */
  readonly pending: Set<string>;
  /** The schedules that are being audited; none between audits. */
  going: { readonly schedules: readonly string[]; readonly work: Promise<void> } | undefined;
  isStopping: boolean;
  lastTick: Date;
  lastTend: Date | undefined;
  seen: readonly NamedPlace[];
  /** When what is due by a schedule was last audited. */
  readonly succeeded: Map<string, Date>;
  isConfigSound: boolean;
  /** What is wrong with the store. */
  storeTrouble: string | undefined;
}

interface Watching extends WatchInput {
  readonly state: State;
  readonly started: Date;
  readonly ending: AbortController;
}

/** One thing at a time: an audit, or what is due between audits. */
export function createWatch(input: WatchInput): Watch {
  const { settings, shell, driver } = input;
  const started = shell.now();
  const timetable = timetableFor(settings);
  const state: State = {
    settings,
    timetable,
    lanes: lanesOf(timetable, started, driver.random),
    pending: new Set(),
    going: undefined,
    isStopping: false,
    lastTick: started,
    lastTend: undefined,
    seen: [],
    succeeded: new Map(),
    isConfigSound: true,
    storeTrouble: undefined,
  };
  const ending = new AbortController();
  const watching: Watching = { ...input, state, started, ending };
  return {
    begin: () => begin(watching),
    async tick() {
      tick(watching);
      await state.going?.work;
    },
    ailing: () => ailing(state, shell.now()),
    unready: () => unready({ ...state, started }, shell.now()),
    schedules: () =>
      state.lanes.map(({ group, at }) => ({ ...group.schedule, policies: group.policies, next: at })),
    async stop() {
      state.isStopping = true;
      // What waits to be told waits for the next process as well.
      if (state.going?.schedules.length === 0) ending.abort();
      await state.going?.work;
    },
    abandon: () => ending.abort(),
  };
}

const timetableFor = ({ schedule, policies }: Settings): Timetable =>
  timetableOf(
    schedule,
    policies.map(({ id }) => id),
  );

/** One audit makes up for all that were missed. */
async function begin({ state, shell, started, log }: Watching): Promise<void> {
  const { settings } = state;
  const watching = await withStore(settings, shell, (memory) =>
    watchingOf(memory, settings, { seen: [], since: started }),
  );
  const missed = missedGroups(watching, started);
  for (const group of missed) state.pending.add(keyOf(group));
  if (missed.length > 0)
    log.info({ policies: missed.flatMap(({ policies }) => policies) }, 'an audit was missed');
}

function tick(watching: Watching): void {
  const { state, shell, driver, metrics } = watching;
  const now = shell.now();
  if (state.lastTick.getTime() - now.getTime() > between) setBack(watching, now);
  state.lastTick = now;
  if (state.isStopping) return;
  const { due, missed, lanes } = turnOf(state.lanes, state.timetable, now, driver.random);
  state.lanes = lanes;
  for (const group of due) {
    if (state.going?.schedules.includes(keyOf(group))) metrics.skipped('overlap', 1);
    state.pending.add(keyOf(group));
  }
  if (missed > 0) metrics.skipped('slept', missed);
  if (state.going) return;
  if (state.pending.size > 0) go(watching, [...state.pending], () => audit(watching));
  else if (!state.lastTend || now.getTime() - state.lastTend.getTime() >= between)
    go(watching, [], () => look(watching));
}

/** What is due goes by the new time. What the store knows of later refuses audits until that is past, and they are late. */
function setBack({ state, log, driver }: Watching, now: Date): void {
  const seconds = Math.round((state.lastTick.getTime() - now.getTime()) / 1000);
  log.warn({ seconds }, 'the clock was set back');
  state.lanes = lanesOf(state.timetable, now, driver.random);
  state.lastTend = undefined;
  for (const [key, at] of state.succeeded) if (at > now) state.succeeded.set(key, now);
}

function go({ state, log }: Watching, schedules: readonly string[], work: () => Promise<void>): void {
  const done = work()
    .catch((error: unknown) => log.error({ fault: faultOf(error) }, messageOf(error)))
    .finally(() => {
      state.going = undefined;
    });
  state.going = { schedules, work: done };
}

async function audit(watching: Watching): Promise<void> {
  const { state, shell } = watching;
  await reload(watching);
  const groups = state.timetable.groups.filter((group) => state.pending.has(keyOf(group)));
  state.pending.clear();
  if (groups.length > 0) {
    const begun = shell.now();
    const audited = await runAudit(
      runningOf(watching),
      groups.flatMap(({ policies }) => policies),
    );
    if (audited) {
      for (const group of groups) state.succeeded.set(keyOf(group), begun);
      if (audited !== 'done') state.seen = seenWith(state.seen, audited);
    }
  }
  await tended(watching);
}

async function look(watching: Watching): Promise<void> {
  await reload(watching);
  await tended(watching);
}

async function tended(watching: Watching): Promise<void> {
  const { state, shell, log, metrics } = watching;
  state.lastTend = shell.now();
  if (state.isStopping) return;
  try {
    await runTend(runningOf(watching));
    state.storeTrouble = undefined;
  } catch (error) {
    state.storeTrouble = messageOf(error).split('\n')[0] ?? '';
    log.error({ fault: faultOf(error) }, messageOf(error));
  }
  metrics.store(state.storeTrouble === undefined);
}

/** What is wrong on disk is told, and the last that was sound goes on. */
async function reload({ state, options, shell, log, metrics, driver }: Watching): Promise<void> {
  const settings = await readAgain(options, loggingShell(shell, log, shell.signal), log);
  state.isConfigSound = settings !== undefined;
  metrics.config(state.isConfigSound);
  if (!settings) return;
  state.settings = settings;
  const timetable = timetableFor(settings);
  if (JSON.stringify(timetable) === JSON.stringify(state.timetable)) return;
  state.timetable = timetable;
  state.lanes = lanesOf(timetable, shell.now(), driver.random);
  log.info({ schedules: timetable.groups }, 'the schedule is another now');
}

async function readAgain(options: WatchOptions, shell: Shell, log: Log): Promise<Settings | undefined> {
  try {
    const settings = await readSettings([], options, shell);
    if (settings?.store !== undefined) return settings;
    log.error('the configuration or a policy is wrong: the last that was sound goes on');
  } catch (error) {
    log.error({ fault: faultOf(error) }, `the last configuration goes on: ${messageOf(error)}`);
  }
  return undefined;
}

function runningOf({ state, shell, log, metrics, driver, started, ending }: Watching): Running {
  const next = Math.min(...state.lanes.map(({ at }) => at.getTime())) - shell.now().getTime();
  return {
    settings: state.settings,
    shell: loggingShell(shell, log, AbortSignal.any([shell.signal, ending.signal])),
    log,
    metrics,
    driver,
    since: started,
    seen: state.seen,
    patience: Math.max(1000, Math.min(next, longest)),
  };
}

/** Milliseconds that what waits is told for, before something else has its turn. */
const longest = 30_000;
