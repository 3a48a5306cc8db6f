import type { Page } from '../../text/page.ts';
import { labelled, pageOf, paragraph } from '../../text/page.ts';
import { printable, printableDeep } from '../../text/printable.ts';
import type { Explained } from '../../web-acl/explain.ts';
import type { Proof, Request, Walk, WalkStep } from '../../web-acl/model.ts';
import type { Shell } from '../shell.ts';
import type { Answer } from './answer.ts';
import type { Question } from './documents.ts';
import { explainedLines } from './explained.ts';

/** What a person reads of one web ACL: its rules in the order of evaluation, and what is decided of them. */
export function textOf(
  name: string,
  answer: Answer,
  question: Question,
  rules: readonly Explained[] | undefined,
  { width, color }: Shell,
): string {
  const page = pageOf({ width, color, verbose: false });
  const clean = printableDeep(answer);
  const { rate } = question;
  const from = printableDeep(question.from ?? []);
  const lines = [
    page.paint.bold(printable(name)),
    ...(rules === undefined ? [] : explainedLines(page, printableDeep(rules), from)),
    ...(clean.walk ? walkLines(page, clean.walk) : []),
    ...(clean.geo ? proofLines(page, claimOfGeo(from), clean.geo) : []),
    ...(clean.rate && rate
      ? proofLines(
          page,
          `no client gets more than ${rate.requests} requests in ${rate.seconds} s`,
          clean.rate,
        )
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

const claimOfGeo = (from: readonly string[]): string =>
  from.length > 0 ? `every request from ${from.join(', ')} is blocked` : 'what it does';

function walkLines(
  page: Page,
  { request, walk }: { readonly request: Request; readonly walk: Walk },
): string[] {
  const names = walk.steps.map(({ rule }) => rule.length);
  const column = Math.min(Math.max(...names, 4), 40);
  return [
    '',
    ...paragraph(page, 2, `what each rule does to ${requestLine(request)}`),
    ...walk.steps.map((step) => stepLine(step, column)),
    ...paragraph(page, 2, `so the request is ${walk.outcome === 'unknown' ? 'undecided' : walk.outcome}`),
  ];
}

function stepLine({ rule, priority, stage, action, outcome }: WalkStep, column: number): string {
  const at = stage === 'default' ? '' : String(priority ?? '');
  const by = stage === 'pre' || stage === 'post' ? `  (Firewall Manager, ${stage})` : '';
  return `  ${at.padStart(5)}  ${rule.padEnd(column)}  ${action.padEnd(9)}  ${outcome.replace('-', ' ')}${by}`.trimEnd();
}

/** `GET /health from KP, with header x-a: b` */
function requestLine({ method, path, query, country, headers, token, bodySize }: Request): string {
  const withs = [
    ...Object.entries(headers).map(([name, value]) => `header ${name}: ${value}`),
    ...(token === 'valid' ? ['a valid token'] : []),
    ...(bodySize > 0 ? [`a body of ${bodySize} bytes`] : []),
  ];
  const line = `${method} ${path}${query ? `?${query}` : ''} from ${country}`;
  return withs.length > 0 ? `${line}, with ${withs.join(', ')}` : line;
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
        ...labelled(page, 4, 'witness', JSON.stringify(proof.witness)),
        ...assumptions,
      ];
    case 'unknown':
      return [
        '',
        ...paragraph(page, 0, `${paint.yellow('?')} unknown: ${claim}`),
        ...paragraph(page, 4, proof.reason),
      ];
  }
}
