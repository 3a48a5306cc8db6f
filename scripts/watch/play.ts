import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import type { Exchange } from '../../src/aws/exchange.ts';
import { run } from '../../src/commands/program.ts';
import { accountOf, platformOf } from '../../test/fortnight/aws/account.ts';
import { fakeShell } from '../../test/support/shell.ts';
import { type SlackServer, slackServer } from '../../test/support/slack/server.ts';
import type { SlackMessage } from '../../test/support/slack/workspace.ts';
import { createChannel } from './channel.ts';
import type { Moment } from './day.ts';

const place = { account: '111122223333', region: 'sa-east-1' };

export interface Output {
  readonly out: (text: string) => void;
  readonly color: boolean;
}

/** Plays a day: the program audits a recording as it would be at each moment, and tells a stand-in for Slack. */
export async function playDay(day: readonly Moment[], { out, color }: Output): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-watch-'));
  const clock = { time: 0 };
  const slack = await slackServer(() => new Date(clock.time));
  const config = configIn(folder, slack);
  const channel = createChannel(color);
  const shown = new Map<SlackMessage, number>();
  try {
    for (const moment of day) {
      clock.time = timeOf(moment);
      out(`${channel.aside(`── ${moment.time} ── ${moment.aside}`)}\n`);
      if (moment.reacts !== undefined) react(slack, moment.reacts);
      await audit(moment, folder, config, clock, slack);
      for (const text of news(slack, shown, channel, moment.time)) out(`${text}\n`);
    }
  } finally {
    await slack.close();
    rmSync(folder, { recursive: true });
  }
}

const timeOf = ({ time }: Moment): number => Date.parse(`2026-11-27T${time}:00Z`);

function configIn(folder: string, slack: SlackServer): string {
  const config = join(folder, 'plumbline.config.json');
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', account: place.account, regions: [place.region] }],
    store: 'plumbline.db',
    alerts: {
      routes: { platform: { slack: 'C0ALERTS', mentions: { critical: ['@here'] } } },
      fallback: 'platform',
      slackApiUrl: slack.url,
    },
  };
  writeFileSync(config, JSON.stringify(document));
  return config;
}

async function audit(
  moment: Moment,
  folder: string,
  config: string,
  clock: { time: number },
  slack: SlackServer,
): Promise<void> {
  const evidence = join(folder, 'evidence');
  await record(moment, evidence);
  const shell = fakeShell({
    now: () => new Date(clock.time),
    pause: async (milliseconds) => {
      clock.time += milliseconds;
    },
    env: { SLACK_BOT_TOKEN: slack.token },
  });
  const status = await run(['audit', '--config', config, '--evidence', evidence, '--notify'], shell);
  if (status >= 4) throw new Error(`${moment.time}: exit status ${status}, ${shell.said.err}`);
}

/** The healthy platform of examples/, with what is otherwise at the moment. */
async function record({ time, changes, isLost = () => false }: Moment, to: string): Promise<void> {
  const { exchanges, manifest } = await readEvidence('examples/kiosk');
  const at = `2026-11-27T${time}:00.000Z`;
  const aws = accountOf(platformOf(exchanges, place), place, changes, new Date(at));
  const altered = aws.exchanges.map(({ operation, input, output }): Exchange => {
    const [service = '', name = ''] = operation.split(':');
    const answer = { kind: 'output', output } as const;
    return { service, operation: name, input, ...place, time: at, answer };
  });
  const kept = altered.map(
    (exchange): Exchange => (isLost(exchange) ? { ...exchange, answer: denied } : exchange),
  );
  const about = { plumbline: manifest.plumbline, policies: [], places: [{ ...place, name: 'production' }] };
  // What is recorded is never written over.
  await rm(to, { recursive: true, force: true });
  await writeEvidence(to, kept, { ...about, recordedAt: at, finishedAt: at });
}

const denied: Exchange['answer'] = {
  kind: 'refusal',
  reason: 'AccessDeniedException',
  message:
    'User: arn:aws:sts::111122223333:assumed-role/plumbline/plumbline is not authorized to perform: ecs:ListServices',
};

function react(slack: SlackServer, headline: string): void {
  const message = slack.roots().find(({ versions }) => versions.at(-1)?.text.includes(headline));
  if (!message) throw new Error(`no message is about ${headline}`);
  slack.react(message.ts, 'U0ONCALL');
}

/** What is new in the channel: messages, replies in their threads, and what was edited. */
function news(
  { messages }: SlackServer,
  shown: Map<SlackMessage, number>,
  channel: ReturnType<typeof createChannel>,
  time: string,
): readonly string[] {
  return messages.flatMap((message) => {
    const before = shown.get(message);
    shown.set(message, message.versions.length);
    if (before === undefined)
      return [message.thread === null ? channel.message(time, message) : channel.reply(time, message)];
    return before === message.versions.length ? [] : [channel.became(time, message)];
  });
}
