import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAudit } from '../../src/audit.ts';
import { readEvidence } from '../../src/aws/evidence.ts';
import type { Answer } from '../../src/aws/exchange.ts';
import { createSource } from '../../src/aws/source.ts';
import { auditWithMemory } from '../../src/commands/audit/with-memory.ts';
import { exitStatus, statusOf } from '../../src/commands/exit-status.ts';
import { readSettings, type Settings } from '../../src/commands/settings.ts';
import type { Shell } from '../../src/commands/shell.ts';
import type { Audit } from '../../src/model/audit.ts';
import type { PlaceRef } from '../../src/model/place.ts';
import { collectors, rules, selectors, volatile } from '../../src/registry.generated.ts';
import { drive } from '../support/drive.ts';
import { fakeShell } from '../support/shell.ts';
import type { SlackServer } from '../support/slack/server.ts';
import { accountOf, answererOf, type Change, platformOf } from './aws/account.ts';
import { policyAt } from './script/decisions.ts';
import { type Blind, isAt, isSame, type Script, timeOf } from './script/script.ts';

export interface Clock {
  time: number;
}

export interface Stage {
  readonly folder: string;
  readonly slack: SlackServer;
  readonly clock: Clock;
}

/** What came of one run of `plumbline audit --config … --notify`. */
export interface Ran {
  readonly status: number;
  readonly err: string;
}

/** Plays some ticks of a script by the code of the command, on another AWS and another clock. */
export async function createPlay(script: Script, { folder, slack, clock }: Stage) {
  const { exchanges } = await readEvidence('examples/kiosk');
  const platforms = script.places.map((place) => platformOf(exchanges, place));
  const settingsAt = settingsIn(folder, script, slack);
  return async function run(tick: number): Promise<Ran> {
    clock.time = Math.max(clock.time + 1000, timeOf(script, tick).getTime());
    const settled = await settingsAt(tick);
    const shell = shellOf(clock, slack);
    const perform = () => audit(script, platforms, tick, new Date(clock.time), settled);
    const given = {
      store: join(folder, 'plumbline.db'),
      settings: settled,
      notify: true,
      dryRun: false,
      record: undefined,
    };
    const told = await auditWithMemory({ ...given, perform, publish: undefined }, shell);
    const status = statusOf(told.audit) | (told.untold ? exitStatus.untold : 0);
    return { status, err: shell.said.err };
  };
}

function shellOf(clock: Clock, slack: SlackServer) {
  const more: Partial<Shell> = {
    now: () => new Date(clock.time),
    pause: async (milliseconds) => {
      clock.time += milliseconds;
    },
    env: { SLACK_BOT_TOKEN: slack.token },
  };
  return fakeShell(more);
}

export async function audit(
  script: Script,
  platforms: readonly string[],
  tick: number,
  now: Date,
  { policies }: Pick<Settings, 'policies'>,
): Promise<Audit> {
  const source = await createSource({
    collectors,
    signal: new AbortController().signal,
    places: script.places.map((place, at) => ({
      ...place,
      name: nameOf(place),
      answer: answererOf(
        accountOf(platforms[at] ?? '', place, changesAt(script, place, tick), now),
        refusingAt(script, place, tick),
      ),
    })),
    now: () => now,
    finish: async () => undefined,
  });
  return runAudit({ policies, rules, selectors, volatile, source, version: '0', drive });
}

const nameOf = ({ account }: PlaceRef): string => `account ${account.slice(0, 4)}`;

function changesAt({ broken, went }: Script, place: PlaceRef, tick: number): Change[] {
  const own = went.filter((one) => isSame(one.place, place)).sort((a, b) => a.from - b.from);
  return [
    ...own.flatMap(({ what, to }) => (to <= tick && what.after ? [what.after] : [])),
    ...own.flatMap((one) => (isAt(one, tick) && one.what.during ? [one.what.during] : [])),
    ...broken.filter((one) => isSame(one.place, place) && isAt(one, tick)).map(({ what }) => what.change),
  ];
}

const refusals: Readonly<Record<Blind['how'], Extract<Answer, { kind: 'refusal' }>>> = {
  denied: { kind: 'refusal', reason: 'AccessDeniedException', message: 'User is not authorized' },
  revoked: {
    kind: 'refusal',
    reason: 'AccessDenied',
    message: 'User is not authorized to perform: sts:AssumeRole',
    entering: { operation: 'sts:AssumeRole', about: 'arn:aws:iam::111122223333:role/plumbline' },
  },
  throttled: { kind: 'refusal', reason: 'ThrottlingException', message: 'Rate exceeded' },
  cut: { kind: 'refusal', reason: 'IncompleteAnswer', message: 'the answer was cut off' },
  slow: { kind: 'refusal', reason: 'DeadlineExceeded', message: 'the time for auditing this place was over' },
};

function refusingAt({ blind }: Script, place: PlaceRef, tick: number) {
  const own = blind.filter((one) => isAt(one, tick) && isSame(one.place, place));
  return (operation: string) => {
    const one = own.find((blindness) => blindness.operation === null || blindness.operation === operation);
    if (operation === 'sts:GetCallerIdentity' && one?.how !== 'revoked') return undefined;
    return one && refusals[one.how];
  };
}

/** The configuration and the policy as people write them, read as the command reads them: anew where they were edited. */
function settingsIn(folder: string, script: Script, slack: SlackServer): (tick: number) => Promise<Settings> {
  mkdirSync(folder, { recursive: true });
  const [config, policy] = [join(folder, 'plumbline.config.json'), join(folder, 'kiosk.policy.json')];
  writeFileSync(config, JSON.stringify(configOf(script, slack, policy)));
  const original = readFileSync('test/fortnight/kiosk.policy.json', 'utf8');
  let [text, settings]: [string, Settings | undefined] = ['', undefined];
  return async (tick) => {
    const now = policyAt(script.decisions, tick, original);
    if (settings && now === text) return settings;
    writeFileSync(policy, now);
    const shell = fakeShell({ now: () => timeOf(script, tick) });
    settings = await readSettings([], { config }, shell);
    text = now;
    if (!settings) throw new Error(`the configuration of the fortnight is wrong: ${shell.said.err}`);
    return settings;
  };
}

function configOf({ places, decisions: { quiet } }: Script, slack: SlackServer, policy: string): object {
  const accounts = [...new Set(places.map(({ account }) => account))].map((account) => ({
    name: `account ${account.slice(0, 4)}`,
    roleArn: `arn:aws:iam::${account}:role/plumbline`,
    regions: places.filter((place) => place.account === account).map(({ region }) => region),
  }));
  const windows = quiet ? [quiet] : [];
  return {
    version: 1,
    policies: [policy],
    accounts,
    store: 'plumbline.db',
    alerts: {
      routes: {
        platform: { slack: 'C0ALERTS' },
        pager: { slack: 'C0PAGER', mentions: { critical: ['@here'] } },
      },
      fallback: 'platform',
      bySeverity: { critical: ['pager'] },
      quiet: windows.map(({ account, start, timezone, minutes }) => ({
        ...{ start, timezone, minutes },
        reason: 'maintenance',
        accounts: [account],
      })),
      slackApiUrl: slack.url,
    },
  };
}
