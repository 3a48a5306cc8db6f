import { labelled, marked, pageOf } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { printable, printableDeep } from '../../text/printable.ts';
import type { EvidenceSummary, PlaceSummary, RefusedSummary } from './summary.ts';
import { isLacking } from './unanswered.ts';

/** The same for people. */
export function evidenceLines(
  dir: string,
  hostile: EvidenceSummary,
  options: { readonly color: boolean; readonly width: number },
): readonly string[] {
  const summary = printableDeep(hostile);
  const { answers, policies } = summary;
  const page = pageOf({ ...options, verbose: false });
  const each = (name: string, lines: readonly string[]) =>
    lines.flatMap((line, at) => labelled(page, 2, at === 0 ? name : '', line));
  return [
    ...marked(
      page,
      0,
      isLacking(summary.unanswered) ? page.paint.yellow('?') : page.paint.green('✓'),
      [`${printable(dir)} holds together`, ...lackingIn(summary), ...shownBy(summary)].join('; '),
    ),
    ...each('digest', [summary.digest ?? '']),
    ...each('recorded', [
      `${summary.recordedAt} to ${summary.finishedAt}, by plumbline ${summary.plumbline}, format ${summary.format}`,
    ]),
    ...each('places', summary.places.map(placeLine)),
    ...each(
      'policies',
      policies.flatMap(({ id, sha256, file }) => [
        file === null ? `${id}, no copy of it` : `${id}, ${file}`,
        `sha256:${sha256}`,
      ]),
    ),
    ...each('answers', [
      `${plural(answers.count, 'answer')}, ${answers.refused} refused`,
      ...unansweredLines(summary),
    ]),
    ...each('refused', summary.refused.map(refusedLine)),
    ...each('hidden', hiddenLines(summary)),
  ];
}

const lackingIn = ({ unanswered }: EvidenceSummary): readonly string[] =>
  isLacking(unanswered) ? ['what its policies ask is not all in it'] : [];

function unansweredLines({ unanswered }: EvidenceSummary): readonly string[] {
  if (unanswered.kind === 'unchecked')
    return [`whether it answers all that its policies ask was not looked into: ${unanswered.why}`];
  const { operations, places } = unanswered;
  return [
    ...places.map((place) => `none of ${place}, which is in the scope of its policies`),
    ...operations.map(
      ({ operation, account, region, types }) =>
        `none of ${operation} in ${account}/${region}, which is asked for ${types.join(', ')}`,
    ),
  ];
}

/** That it holds together proves little: who can write the folder can write all of it. */
function shownBy({ digestMatches, signed }: EvidenceSummary): readonly string[] {
  if (!digestMatches && !signed)
    return ['whether all of it was written anew is shown by --digest or --key alone'];
  return [
    ...(digestMatches ? ['it is the one of that digest'] : []),
    ...(signed ? ['its manifest is signed by that key'] : []),
  ];
}

const placeLine = ({ account, region, name, askedBy }: PlaceSummary): string =>
  `${account}/${region}${name === null ? '' : ` (${name})`}, ${askedBy === null ? 'AWS did not say who asked' : `asked by ${askedBy}`}`;

const refusedLine = ({ operation, account, region, reason, count }: RefusedSummary): string =>
  `${operation} ${reason} in ${account}/${region}${count > 1 ? `, ${count} times` : ''}`;

function hiddenLines({ redacted }: EvidenceSummary): readonly string[] {
  if (!redacted) return [];
  const { digests, tokens, stays } = redacted;
  return [
    ...digests,
    ...(tokens.count > 0 ? [`${plural(tokens.count, 'value')} of ${tokens.of.join(', ')}`] : []),
    ...stays.map((what) => `not hidden: ${what}`),
  ];
}
