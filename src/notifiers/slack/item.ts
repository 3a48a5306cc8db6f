import type { Notice, NoticeItem, NoticeResource } from '../../model/notice.ts';
import { isSaid } from '../../text/said.ts';
import { walkCommand } from '../../text/walk-command.ts';
import { code, escaped, link, plain, time } from './text.ts';

/** What is wrong, where, expected → actual, why it matters, what to do. */
export function itemLines(
  item: NoticeItem,
  above: NoticeItem | undefined,
  { unverified }: Notice,
): readonly string[] {
  const { what, severity, message, expected, actual, why, fix, satisfies } = item;
  const { unverifiedSince, restsSince } = item;
  const line = (label: string, text: string | null, most: number) =>
    text === null || text === '' ? [] : [`*${label}* ${plain(text, most)}`];
  const names = namesOf(item);
  const long = names.length > 600;
  return [
    `${names && !long ? `${names}: ` : ''}${plain(message, 600)}  (${plain(what, 100)}, ${severity})`,
    ...(long ? [`*On* ${names}`] : []),
    ...(restsSince ? [`*Holds at present*, since ${time(restsSince)}: this is how it failed last`] : []),
    ...line('Expected', expected, 300),
    ...line('Actual', actual !== null && isSaid(message, actual) ? null : actual, 300),
    ...againLine(item),
    // What several have in common stands once.
    ...line('Why', why === above?.why ? null : why, 400),
    ...line('Fix', fix === above?.fix ? null : fix, 400),
    ...line('Required by', satisfies.join(', ') || null, 200),
    ...(unverifiedSince && !unverified
      ? [`*Not seen* since ${time(unverifiedSince)}: whether it still fails is not known`]
      : []),
  ];
}

const mostOfNames = 2500;

/** A command that walks the request again, whole or not at all. */
function againLine({ request, resources }: NoticeItem): readonly string[] {
  const [acl] = resources;
  // What was to be said before there were requests has none.
  // A backtick ends code; within JSON it can be written otherwise.
  const command = request && acl ? walkCommand(acl.id, request.replaceAll('`', '\\u0060')) : undefined;
  if (command === undefined || escaped(command).length >= mostOfACommand) return [];
  return [`*Again* ${code(command, mostOfACommand)}`];
}

const mostOfACommand = 1200;

function namesOf({ resources, moreResources }: NoticeItem): string {
  if (resources.length === 0) return '';
  const names = resources.map(nameOf);
  const fits = names.filter((_, index) => names.slice(0, index + 1).join(', ').length <= mostOfNames);
  const hidden = moreResources + names.length - fits.length;
  return `${fits.join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}

function nameOf({ name, label, url }: NoticeResource): string {
  const shown = url ? link(url, name) : code(name, 150);
  return label ? `${shown} (${plain(label, 80)})` : shown;
}
