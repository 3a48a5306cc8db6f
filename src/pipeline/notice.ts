import type { ResourceRef } from '../model/finding.ts';
import type { Ended, Incident, Item } from '../model/incident.ts';
import type { Notice, NoticeItem, NoticeResource } from '../model/notice.ts';
import type { Policy } from '../model/policy.ts';
import { permissionFor, wordsOf } from '../model/unseen.ts';
import type { Facts } from '../model/verdict.ts';
import { plural } from '../text/plural.ts';
import { consoleLink } from './console-link.ts';
import { exceptionsFor } from './exceptions-for.ts';
import type { AlertContext } from './incidents/context.ts';
import { lastedFor } from './incidents/duration.ts';
import { headlineOf } from './incidents/headline.ts';
import { rankOf } from './incidents/severity.ts';
import { endingOf as endingWord, textOf, whatOf } from './incidents/wording.ts';

/** As many as a person reads in one message. */
const mostItems = 10;

/** An incident as it is told: bounded, in plain text, with all that a person needs to act. */
export function noticeOf(
  incident: Incident,
  saying: Pick<Notice, 'news' | 'calls' | 'detour'>,
  { settings, policies }: AlertContext,
): Notice {
  const { place, items, since, acknowledged } = incident;
  const policy = policies.find(({ id }) => id === incident.policy);
  const isOwn = (item: Item) => item.kind !== 'violation' || item.finding.component === incident.component;
  // The cause before what fails elsewhere for it.
  const [own, others] = [items.filter(isOwn), items.filter((item) => !isOwn(item))];
  const notices = together([...own, ...others].map((item) => noticeItem(item, incident, settings.blindness)));

  const shown = notices.slice(0, mostItems);
  return {
    incident: incident.id,
    kind: incident.kind,
    status: incident.status,
    severity: incident.severity,
    title: policy?.title ?? incident.policy ?? 'Plumbline',
    headline: headlineOf(incident),
    policy: incident.policy,
    component: incident.component,
    owner: policy?.owner?.team ?? null,
    place: place && { ...place, name: settings.names[place.account] ?? null },
    openedAt: incident.openedAt,
    since,
    resolvedAt: incident.resolvedAt,
    lasted: incident.resolvedAt
      ? lastedFor(Date.parse(incident.resolvedAt) - Date.parse(incident.openedAt))
      : null,
    ending: incident.status === 'resolved' ? endingOf(incident) : null,
    ended: endedOf(incident),
    items: shown,
    more: notices
      .slice(mostItems)
      .reduce(
        (count, { resources, moreResources }) => count + Math.max(1, resources.length + moreResources),
        0,
      ),
    changed: incident.changed,
    exceptions: policy ? exceptionsFor(findingsOf(items), incident.openedAt) : [],
    affects: policy ? reliantsOn(policy, incident.component) : [],
    unverified: unverifiedOf(items),
    flapping: incident.flapping ? openingsOf(incident) : null,
    acknowledged: acknowledged !== null,
    audit: incident.audit,
    ...saying,
  };
}

const findingsOf = (items: readonly Item[]) =>
  items.flatMap((item) => (item.kind === 'violation' ? [item.finding] : []));

/** How often the thing that turned most has opened. */
function openingsOf({ turns, items }: Incident): number {
  const counts = new Map<string, number>();
  for (const { identity } of turns) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  const held = items.flatMap((item) => (item.kind === 'violation' ? [item.flapping ?? 0] : []));
  return Math.ceil(Math.max(0, ...counts.values(), ...held) / 2);
}

/** What is found alike of several resources is one item; the worst first. */
function together(items: readonly NoticeItem[]): readonly NoticeItem[] {
  const groups = new Map<string, NoticeItem[]>();
  for (const item of items) {
    const key = JSON.stringify({ ...item, resources: [] });
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const merged = [...groups.values()].map((alike): NoticeItem => {
    const resources = alike.flatMap((item) => item.resources);
    const shown = resources.slice(0, mostResources);
    return { ...(alike[0] as NoticeItem), resources: shown, moreResources: resources.length - shown.length };
  });
  return merged.sort((a, b) => rankOf(b.severity) - rankOf(a.severity));
}

const mostResources = 10;

function noticeItem(item: Item, incident: Incident, blindness: Notice['severity']): NoticeItem {
  const none = {
    resources: [],
    moreResources: 0,
    expected: null,
    actual: null,
    request: null,
    why: null,
    fix: null,
  };
  const rest = { ...none, severity: blindness, satisfies: [], unverifiedSince: null, restsSince: null };
  if (item.kind === 'blind') {
    const permission = permissionFor(item.unseen);
    const hidden = item.hides > 0 ? `; ${plural(item.hides, 'finding')} cannot be judged` : '';
    return {
      ...rest,
      what: item.type ?? 'the whole place',
      message: `${wordsOf(item.unseen)}${hidden}`,
      fix: permission ? `Grant ${permission}` : null,
      why: 'What cannot be seen is not known to hold',
    };
  }
  if (item.kind === 'overdue')
    return {
      ...rest,
      what: 'audit',
      message: item.lastSuccess
        ? `the last audit that succeeded was that of ${item.lastSuccess}${reasonOf(item)}`
        : `no audit has succeeded${reasonOf(item)}`,
      why: 'As long as nothing is audited, nothing that breaks is noticed',
    };
  const found = ofFinding(item);
  // What is of several policies says of which each thing is.
  return incident.policy === null ? { ...found, what: `${item.finding.policy}/${found.what}` } : found;
}

const reasonOf = ({ unseen }: Extract<Item, { kind: 'overdue' }>): string =>
  unseen ? `: ${wordsOf(unseen)}` : '';

function ofFinding({ finding, unverified, restsSince }: Extract<Item, { kind: 'violation' }>): NoticeItem {
  const { verdict, resource, component, check } = finding;
  const facts: Facts = verdict.status === 'fail' ? verdict : {};
  return {
    what: component === null ? check : `${component}/${check}`,
    severity: finding.severity,
    resources: resource ? [resourceOf(resource)] : [],
    moreResources: 0,
    message: bounded(verdict.message),
    expected: 'expected' in facts ? bounded(textOf(facts.expected)) : null,
    actual: 'actual' in facts && facts.request === undefined ? bounded(textOf(facts.actual)) : null,
    request: facts.request ?? null,
    // The policy's own reason outweighs the rule's general one.
    why: finding.because ?? finding.why,
    fix: finding.fix,
    satisfies: finding.satisfies,
    unverifiedSince: unverified?.since ?? null,
    restsSince: restsSince ?? null,
  };
}

const resourceOf = (resource: ResourceRef): NoticeResource => ({
  type: resource.type,
  name: resource.name,
  label: resource.label ?? null,
  id: resource.id,
  url: consoleLink(resource),
});

const mostOfAValue = 500;
const bounded = (text: string): string => {
  const characters = [...text];
  return characters.length <= mostOfAValue ? text : `${characters.slice(0, mostOfAValue - 1).join('')}…`;
};

/** How each thing ended last; what is wrong again has not ended. */
function endedOf({ ended, items }: Incident): readonly string[] {
  const open = new Set(items.map((item) => (item.kind === 'violation' ? whatOf(item.finding) : '')));
  const last = new Map(ended.filter(({ what }) => !open.has(what)).map((end) => [end.what, end]));
  return [...last.values()].slice(-mostItems).map((end) => `${endingWord(end)}: ${end.what}`);
}

/** `fixed`, `2 fixed, 1 gone` */
function endingOf({ ended }: Incident): string {
  const counts = new Map<string, number>();
  const last = new Map(ended.map((end) => [end.what, wordOfEnd(end)]));
  for (const why of last.values()) counts.set(why, (counts.get(why) ?? 0) + 1);
  const [only, ...others] = [...counts];
  if (only && others.length === 0 && only[1] === 1) return only[0];
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ') || 'over';
}

function wordOfEnd({ why, check }: Ended): string {
  if (why === 'policy-changed')
    return check.startsWith('exception.') ? 'renewed or taken out' : 'required no more';
  const words = { seen: 'seen again', unwatched: 'the place is not audited any more' } as const;
  return words[why as keyof typeof words] ?? why;
}

/** Set where nothing of it can be seen any more. */
function unverifiedOf(items: readonly Item[]): Notice['unverified'] {
  const hidden = items.flatMap((item) =>
    item.kind === 'violation' && item.unverified ? [item.unverified] : [],
  );
  const [first] = hidden;
  if (!first || hidden.length < items.length) return null;
  const since = hidden.map(({ since }) => since).sort()[0] ?? first.since;
  return { since, why: first.unseen ? wordsOf(first.unseen) : 'it was not looked at' };
}

/** The components whose rules rely on it, `"behind": "edge"`, and those that its own rules say rely on it. */
function reliantsOn({ components }: Policy, component: string | null): readonly string[] {
  if (component === null) return [];
  const own = components.find(({ name }) => name === component)?.rules ?? [];
  const served = own.flatMap(({ reliedOnBy = [] }) => reliedOnBy);
  return components
    .filter(
      ({ name, rules }) =>
        served.includes(name) || rules.some(({ reliesOn }) => reliesOn?.includes(component)),
    )
    .map(({ name, title }) => (title === undefined ? name : `${title} (${name})`));
}
