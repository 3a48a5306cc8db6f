import type { Config } from '../config/config.ts';
import { type EvidenceRef, wordsOfEvidence } from '../model/evidence.ts';
import { UserError } from '../model/user-error.ts';
import type { Answer, Question } from '../reporters/web-acl/answer.ts';
import { jsonLine } from '../reporters/web-acl/json.ts';
import { type Again, textOf } from '../reporters/web-acl/text.ts';
import { escapeInvisible } from '../text/escape.ts';
import { pageOf, paragraph } from '../text/page.ts';
import { printable } from '../text/printable.ts';
import { walkCommand, walkFileCommand } from '../text/walk-command.ts';
import { explain } from '../web-acl/explain.ts';
import type { WebAclDocument } from '../web-acl/model.ts';
import { readConfigFile } from './config-file.ts';
import { exitStatus } from './exit-status.ts';
import { interruptible, pause, untilInterrupted } from './interruption.ts';
import type { Rate } from './option-values.ts';
import { say } from './say.ts';
import type { Shell } from './shell.ts';
import { answerTo } from './web-acl/answer.ts';
import { askedAccounts } from './web-acl/asked-account.ts';
import { type Subject, subjectsIn } from './web-acl/documents.ts';
import { requestOf } from './web-acl/request.ts';
import { statusOf, worse } from './web-acl/status.ts';

export interface WebAclOptions {
  readonly arn?: string | undefined;
  readonly config?: string | undefined;
  readonly evidence?: string | undefined;
  readonly digest?: string | undefined;
  readonly file?: string | undefined;
  readonly from?: readonly string[] | undefined;
  readonly allowOnly?: readonly string[] | undefined;
  readonly rate?: Rate | undefined;
  readonly request?: Readonly<Record<string, unknown>> | undefined;
  readonly format: 'text' | 'json';
}

export async function webAclCommand(options: WebAclOptions, shell: Shell): Promise<number> {
  let status = 0;
  const config = options.config === undefined ? undefined : readConfigFile(options.config, shell);
  if (options.config !== undefined && !config) return exitStatus.wrongUse;
  const { subjects, evidence } = await askedAbout(options, config, shell);
  if (options.format === 'text') shell.out(originText(evidence, shell));
  for (const subject of subjects) {
    await pause(shell.signal);
    status = worse(status, answer(subject, options, evidence, shell));
  }
  return status;
}

/** A paragraph each. */
function originText(evidence: EvidenceRef | undefined, shell: Shell): string {
  const page = pageOf({ ...shell, verbose: false });
  const lines = wordsOfEvidence({ evidence, policies: [] }).flatMap((words) =>
    paragraph(page, 0, printable(words)),
  );
  return lines.map((line) => `${line}\n`).join('');
}

interface Asked {
  readonly subjects: Iterable<Subject>;
  /** What they were read from, where it is a recording. */
  readonly evidence?: EvidenceRef | undefined;
}

async function askedAbout(options: WebAclOptions, config: Config | undefined, shell: Shell): Promise<Asked> {
  const { arn, evidence, digest, file, from, allowOnly, rate } = options;
  const question = { from, allowOnly, rate };
  if (arn !== undefined && file !== undefined)
    throw new UserError(`both a web ACL (${arn}) and a file (${file}) were named\nname one of them`);
  const { openSource, requireEvidenceOf } = await import('./open-source.ts');
  requireEvidenceOf({ evidence, digest });
  if (file !== undefined) return { subjects: subjectsIn(file, question) };
  const { subjectsOf } = await import('./web-acl/account.ts');
  const accounts = evidence === undefined ? askedAccounts(arn, config) : undefined;
  const source = await openSource({ evidence, digest, accounts }, shell);
  const subjects = await untilInterrupted(subjectsOf(source, arn, question), shell.signal);
  return { subjects, evidence: source.evidence };
}

function answer(
  subject: Subject,
  options: WebAclOptions,
  evidence: EvidenceRef | undefined,
  shell: Shell,
): number {
  if (subject.kind === 'mistake') return mistaken(subject.message, options, shell);
  const request = options.request && requestOf(options.request);
  try {
    const { answered, text } = interruptible(() => {
      const answered = answerTo(subject, request);
      const again = againIn(options, subject, evidence);
      const text =
        options.format === 'json'
          ? jsonLine(answered, evidence)
          : explained(subject, answered, { ...shell, again });
      return { answered, text };
    });
    shell.out(text);
    return statusOf(answered);
  } catch (error) {
    shell.signal.throwIfAborted();
    // One document that we stumble over must not cost the answers to those after it.
    mistaken(`this is a fault of plumbline: ${String(error)}`, options, shell);
    return exitStatus.ourFault;
  }
}

function mistaken(message: string, { format, file }: WebAclOptions, shell: Shell): number {
  if (format === 'json') shell.out(`${escapeInvisible(JSON.stringify({ error: message }))}\n`);
  say(shell, `plumbline: ${printable(`${file ?? 'web-acl'}: ${message}`)}`);
  return exitStatus.wrongUse;
}

/** How a request is walked through the same web ACL. */
function againIn({ file }: WebAclOptions, subject: Subject, evidence: EvidenceRef | undefined): Again {
  const arn = subject.kind === 'document' ? subject.document.WebACL.ARN : undefined;
  return (request) =>
    file === undefined ? walkCommand(arn ?? '', request, evidence?.named) : walkFileCommand(file, request);
}

function explained(
  subject: Exclude<Subject, { kind: 'mistake' }>,
  answered: Answer,
  given: Pick<Shell, 'width' | 'color'> & { readonly again: Again },
): string {
  if (subject.kind === 'unread') return textOf(subject.name, answered, subject.question, undefined, given);
  const { document, question } = subject;
  const { Name = 'web ACL', ARN } = document.WebACL;
  return textOf(ARN ?? Name, answered, question, explainedRules(document, answered, question), given);
}

// Some decisions for each rule: nobody reads a longer list by eye. Walking one request is an answer of its own.
const mostRules = 200;

function explainedRules(
  document: WebAclDocument,
  { geo, rate, walk }: Answer,
  { from, allowOnly }: Question,
) {
  const asked = geo !== null || rate !== null || walk === null;
  const isShort = (document.WebACL.Rules ?? []).length <= mostRules;
  return asked && isShort ? (explain(document, { countries: from, allowOnly }) ?? undefined) : undefined;
}
