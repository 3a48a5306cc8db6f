import type { Notice, NoticeItem } from '../../model/notice.ts';
import { plural } from '../../text/plural.ts';
import { itemLines } from './item.ts';
import { code, codeBlock, mention, plain, time, times } from './text.ts';

/** What a message consists of: blocks, and the text that a notification shows. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly type: 'section'; readonly text: Mrkdwn }
  | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] };

interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack makes no links, channels or people of what it finds in the text. */
  readonly verbatim: true;
}

/**
 * 50 blocks of 3,000 characters are documented; of all blocks together Slack takes about 13,000 characters of JSON
 * before it answers `msg_blocks_too_long` (slackapi/bolt-js#2509).
 */
const mostOfAll = 11_000;
const mostOfASection = 2900;

/** The state of an incident, as its message shows it. */
export function messageOf(notice: Notice, mentions: readonly string[]): Content {
  for (let shown = notice.items.length; shown >= 0; shown -= 1) {
    const blocks = blocksOf(fewer(notice, shown), mentions);
    if (JSON.stringify(blocks).length <= mostOfAll || shown === 0)
      return { text: textOf(notice, mentions), blocks };
  }
  return briefly(notice, mentions);
}

/** What is new of an incident, as a reply in the thread of its message, or elsewhere for a reason. */
export function replyOf(notice: Notice, mentions: readonly string[], elsewhere: string | null): Content {
  const called = notice.calls ? callOf(mentions) : '';
  const shown = notice.news.slice(0, mostNews).map((line) => plain(line, 400));
  const hidden = notice.news.length - shown.length;
  const lines = [...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])];
  const about = notice.calls ? [headOf(notice, ''), ...lines] : lines;
  const text = [...(called ? [called] : []), ...about].join('\n');
  return {
    text,
    blocks: [
      ...sectionsOf([...(called ? [called] : []), ...about]),
      ...(elsewhere === null ? [] : [context([toldHere(elsewhere)])]),
      context([`run ${plain(notice.audit, 80)}`]),
    ],
  };
}

/** For when the message is refused as it is: what matters, in a line without blocks. */
export const briefly = (notice: Notice, mentions: readonly string[]): Content => ({
  text: textOf(notice, mentions),
  blocks: [],
});

const mostNews = 15;

function fewer(notice: Notice, shown: number): Notice {
  const hidden = notice.items.slice(shown);
  return { ...notice, items: notice.items.slice(0, shown), more: notice.more + hidden.reduce(countOf, 0) };
}

const countOf = (sum: number, { resources, moreResources }: NoticeItem): number =>
  sum + Math.max(1, resources.length + moreResources);

function blocksOf(notice: Notice, mentions: readonly string[]): readonly Block[] {
  const { items, more, status } = notice;
  const called = notice.calls ? callOf(mentions) : '';
  return [
    section(headOf(notice, called)),
    ...items.flatMap((item, index) => sectionsOf(itemLines(item, items[index - 1], notice))),
    ...(more > 0 ? [section(`and ${more} more`)] : []),
    ...sectionsOf([
      ...(status === 'resolved' && !isClean(notice) ? [resolutionOf(notice)] : []),
      ...notice.ended.map((line) => `• ${plain(line, 200)}`),
      ...storyOf(notice),
    ]),
    ...(status === 'open' ? exceptionBlocks(notice) : []),
    ...(notice.detour ? [context([toldHere(notice.detour)])] : []),
    context([footOf(notice)]),
  ];
}

const toldHere = (why: string): string => `Told here because ${plain(why, 300)}`;

/** A first look that found nothing. */
const isClean = ({ kind, items, ended }: Notice): boolean =>
  kind === 'baseline' && items.length === 0 && ended.length === 0;

/** How it came to be, and what it means for others. */
function storyOf(notice: Notice): readonly string[] {
  const { kind, status, changed, affects } = notice;
  if (kind === 'test') return ['Alerts that go to this route arrive here'];
  if (kind === 'baseline')
    return [
      `As of ${time(notice.openedAt)}: what was there before is in this message, what comes from now on in one of its own`,
    ];
  const open = status === 'open';
  return [sinceOf(notice), ...(open ? [...listed('Changed', changed), ...listed('Affects', affects)] : [])];
}

/** The text of a notification, and of whoever shows no blocks. */
function textOf(notice: Notice, mentions: readonly string[]): string {
  const [first] = notice.items;
  const called = notice.calls ? callOf(mentions) : '';
  const fact = first && notice.status === 'open' ? `: ${plain(first.message, 300)}` : '';
  return `${headOf(notice, called)}${fact}`;
}

function headOf(notice: Notice, called: string): string {
  const where = placeOf(notice);
  const head = `${signOf(notice)} *${plain(notice.title, 150)}*: ${plain(notice.headline, 200)}`;
  return [head, ...(where ? [`  (${where})`] : []), ...(called ? [` ${called}`] : [])].join('');
}

const callOf = (mentions: readonly string[]): string => mentions.map(mention).filter(Boolean).join(' ');

function signOf({ status, severity, flapping, unverified, kind, ended }: Notice): string {
  if (kind === 'baseline' && (status === 'open' || ended.length === 0)) return '📋';
  if (status === 'resolved') return '✅';
  if (flapping !== null) return '🔁';
  if (unverified) return '❔';
  if (kind === 'test') return '👋';
  if (kind === 'cannot-see' || kind === 'overdue') return '🙈';
  return { critical: '🔴', high: '🟠', medium: '🟡', low: '⚪' }[severity];
}

function placeOf({ place }: Notice): string {
  if (!place) return '';
  const { account, region, name } = place;
  return [name ? plain(name, 80) : account, region].join(' · ');
}

function sinceOf({ since, openedAt, status, unverified }: Notice): string {
  const between = since.after
    ? `between the audits of ${times(since.after, since.until)}`
    : 'already so when it was first looked at';
  const hidden =
    unverified && status === 'open'
      ? `\n*Unverified* since ${time(unverified.since)}: ${plain(unverified.why, 300)}. It stays open until it is seen again`
      : '';
  return `*Since* ${time(openedAt)} (${between})${hidden}`;
}

const resolutionOf = ({ resolvedAt, lasted, ending }: Notice): string =>
  `*Resolved* ${time(resolvedAt ?? '')}${lasted ? `, after ${lasted}` : ''}: ${plain(ending ?? 'over', 200)}`;

const listed = (label: string, texts: readonly string[]): readonly string[] =>
  texts.length === 0
    ? []
    : [
        `*${label}* ${texts
          .slice(0, 10)
          .map((text) => plain(text, 150))
          .join(' · ')}`,
      ];

function exceptionBlocks({ exceptions, policy }: Notice): readonly Block[] {
  const block = codeBlock(exceptions);
  if (exceptions.length === 0 || block === '') return [];
  const whose = policy ? `of the policy ${code(policy, 80)}` : 'of the policy';
  return [
    section(
      `*To accept it for a while*, fill in \`reason\` and \`approvedBy\`, and add this to the \`exceptions\` ${whose}\n${block}`,
    ),
  ];
}

function footOf(notice: Notice): string {
  const { audit, policy, component, owner, severity, status, acknowledged, flapping, kind } = notice;
  if (kind === 'test') return 'sent by plumbline notify test';
  const what = [policy, component].filter((part) => part !== null).map((part) => plain(part, 80));
  const where = notice.place?.name ? [notice.place.account] : [];
  const flaps = flapping === null ? [] : [`opened ${plural(flapping, 'time')} within a day`];
  const mine = acknowledged ? '👀 acknowledged' : 'react with 👀 to acknowledge';
  const ask = status === 'open' ? [mine] : [];
  return [
    `run ${plain(audit, 80)}`,
    ...(what.length > 0 ? [what.join('/')] : []),
    ...(owner ? [`owner ${plain(owner, 80)}`] : []),
    ...(kind === 'baseline' ? [] : [severity]),
    ...where,
    ...flaps,
    ...ask,
  ].join(' · ');
}

const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });
const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text) });
const context = (texts: readonly string[]): Block => ({ type: 'context', elements: texts.map(mrkdwn) });

/** Lines in as few sections as they fit in; a line by itself always does. */
function sectionsOf(lines: readonly string[]): readonly Block[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < mostOfASection)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}
