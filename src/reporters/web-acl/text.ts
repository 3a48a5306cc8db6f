import type { ReportOptions } from '../../model/ports.ts';
import { columns } from '../../text/columns.ts';
import type { Page } from '../../text/page.ts';
import { labelled, pageOf, paragraph } from '../../text/page.ts';
import { printable, printableDeep } from '../../text/printable.ts';
import type { Explained } from '../../web-acl/explain.ts';
import type { Proof, Request, Walk, WalkStep } from '../../web-acl/model.ts';
import { requestLine } from '../../web-acl/tell/describe.ts';
import { pasted } from '../../web-acl/tell/paste.ts';
import type { Answer, Question } from './answer.ts';
import { explainedLines } from './explained.ts';

/** What a person reads of one web ACL: its rules in the order of evaluation, and what is decided of them. */
export function textOf(
  name: string,
  answer: Answer,
  question: Question,
  rules: readonly Explained[] | undefined,
  options: Pick<ReportOptions, 'width' | 'color'> & { readonly again?: Again | undefined },
): string {
  const page = pageOf({ ...options, verbose: false });
  const { geo, rate, walk, notes } = printableDeep(answer);
  const { rate: asked } = question;
  const whose = printable(countriesOf(question));
  const lines = [
    ...paragraph(page, 0, page.paint.bold(printable(name))),
    ...(rules === undefined ? [] : explainedLines(page, printableDeep(rules), `requests${whose}`)),
    ...(walk ? walkLines(page, walk) : []),
    ...(notes.length > 0 ? ['', ...notes.flatMap((note) => paragraph(page, 2, `note: ${note}`))] : []),
    ...(geo ? proofLines(page, whose === '' ? 'what it does' : `every request${whose} is blocked`, geo) : []),
    ...pasteLine(page, answer.geo, options.again),
    ...(rate && asked
      ? proofLines(page, `no client gets more than ${asked.requests} requests in ${asked.seconds} s`, rate)
      : []),
    ...pasteLine(page, answer.rate, options.again),
  ];
  return `${lines.join('\n')}\n`;
}

function countriesOf({ from = [], allowOnly }: Question): string {
  if (allowOnly !== undefined) return ` from outside ${allowOnly.join(', ')}`;
  return from.length > 0 ? ` from ${from.join(', ')}` : '';
}

function walkLines(
  page: Page,
  { request, walk }: { readonly request: Request; readonly walk: Walk },
): string[] {
  return [
    '',
    ...paragraph(page, 2, `what each rule does to ${requestLine(request)}`),
    ...columns(page, 2, walk.steps.map(stepRow)),
    ...paragraph(page, 2, `so the request is ${walk.outcome === 'unknown' ? 'undecided' : walk.outcome}`),
    ...unreadGroups(walk).flatMap((name) =>
      labelled(page, 4, 'assuming', `no rule of \`${name}\` matches, for its rules were not read`),
    ),
  ];
}

/** Groups of AWS's own whose rules nobody has read, and that were taken not to match. */
const unreadGroups = ({ steps }: Walk): readonly string[] =>
  steps.flatMap(({ rule, outcome }) => {
    const [, group] = /^(.*) › \(unread\)$/.exec(rule) ?? [];
    return group !== undefined && outcome === 'no-match' ? [group] : [];
  });

function stepRow({ rule, priority, stage, action, outcome }: WalkStep): readonly string[] {
  const at = stage === 'default' ? '' : String(priority ?? '');
  const by = stage === 'pre' || stage === 'post' ? `  (Firewall Manager, ${stage})` : '';
  return [at.padStart(5), rule, action, `${outcome.replace('-', ' ')}${by}`];
}

function proofLines(page: Page, claim: string, proof: Proof): string[] {
  const { paint } = page;
  const assuming = proof.verdict === 'unknown' ? [] : proof.assumptions;
  const assumptions = assuming.flatMap((assumption) => labelled(page, 4, 'assuming', assumption));
  switch (proof.verdict) {
    case 'proved':
      return ['', ...paragraph(page, 0, `${paint.green('✓')} proved: ${claim}`), ...assumptions];
    case 'violated':
      return [
        '',
        ...paragraph(page, 0, `${paint.red('✗')} violated: ${claim}`),
        ...paragraph(page, 4, proof.reason),
        ...assumptions,
        ...(proof.fix === undefined ? [] : labelled(page, 4, 'fix', proof.fix)),
        ...labelled(page, 4, 'witness', requestLine(proof.shown)),
      ];
    case 'unknown':
      return [
        '',
        ...paragraph(page, 0, `${paint.yellow('?')} unknown: ${claim}`),
        ...paragraph(page, 4, proof.reason),
      ];
  }
}

/** The command that walks a request, as a shell takes it; undefined where it cannot be typed. */
export type Again = (request: string) => string | undefined;

/** The witness for the command line, whole and on one line: a shell takes it as it stands between the quotes. */
function pasteLine({ paint }: Page, proof: Proof | null, again: Again = () => undefined): string[] {
  if (proof?.verdict !== 'violated') return [];
  const request = pasted(proof.shown);
  return [`    ${paint.dim('again'.padEnd(10))}${again(request) ?? `--request ${request}`}`];
}
