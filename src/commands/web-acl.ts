import type { ResourceType } from '../model/resource.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../reporters/table/printable.ts';
import { explain } from '../web-acl/explain.ts';
import type { WebAclDocument } from '../web-acl/model.ts';
import { exitStatus } from './exit-status.ts';
import { interruptible, pause, untilInterrupted } from './interruption.ts';
import type { Rate } from './option-values.ts';
import type { Shell } from './shell.ts';
import { type Answer, answerTo } from './web-acl/answer.ts';
import { type Subject, subjectsIn } from './web-acl/documents.ts';
import { jsonLine } from './web-acl/json.ts';
import { requestOf } from './web-acl/request.ts';
import { statusOf, worse } from './web-acl/status.ts';
import { textOf } from './web-acl/text.ts';

export interface WebAclOptions {
  readonly arn?: string | undefined;
  readonly evidence?: string | undefined;
  readonly file?: string | undefined;
  readonly from?: readonly string[] | undefined;
  readonly rate?: Rate | undefined;
  readonly request?: Readonly<Record<string, unknown>> | undefined;
  readonly format: 'text' | 'json';
}

export async function webAclCommand(options: WebAclOptions, shell: Shell): Promise<number> {
  let status = 0;
  for (const subject of await subjects(options, shell)) {
    await pause(shell.signal);
    status = worse(status, answer(subject, options, shell));
  }
  return status;
}

async function subjects(options: WebAclOptions, shell: Shell): Promise<Iterable<Subject>> {
  const { arn, evidence, file, from, rate } = options;
  if (arn !== undefined && file !== undefined)
    throw new UserError(`both a web ACL (${arn}) and a file (${file}) were named\nname one of them`);
  if (file !== undefined) return subjectsIn(file, { from, rate });
  const { openSession } = await import('./session.ts');
  const { subjectsOf } = await import('./web-acl/account.ts');
  const { collectors } = await import('../registry.generated.ts');
  const collector = await collectors.get('AWS::WAFv2::WebACL' as ResourceType)?.();
  if (!collector) throw new Error('nothing collects web ACLs');
  const session = await openSession({ evidence }, shell);
  return untilInterrupted(subjectsOf(session, collector, arn, { from, rate }), shell.signal);
}

function answer(subject: Subject, options: WebAclOptions, shell: Shell): number {
  if (subject.kind === 'mistake') return mistaken(subject.message, options, shell);
  const request = options.request && requestOf(options.request);
  try {
    const { answered, text } = interruptible(() => {
      const answered = answerTo(subject, request);
      const text = options.format === 'json' ? jsonLine(answered) : explained(subject, answered, shell);
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

function mistaken(message: string, { format, file }: WebAclOptions, { out, err }: Shell): number {
  if (format === 'json') out(`${JSON.stringify({ error: message })}\n`);
  err(`plumbline: ${printable(`${file ?? 'web-acl'}: ${message}`)}\n`);
  return exitStatus.wrongUse;
}

function explained(subject: Exclude<Subject, { kind: 'mistake' }>, answered: Answer, shell: Shell): string {
  if (subject.kind === 'unread') return textOf(subject.name, answered, subject.question, undefined, shell);
  const { document, question } = subject;
  const { Name = 'web ACL', ARN } = document.WebACL;
  const { from = [] } = question;
  return textOf(ARN ?? Name, answered, question, explainedRules(document, answered, from), shell);
}

// Some decisions for each rule: nobody reads a longer list by eye. Walking one request is an answer of its own.
const mostRules = 200;

function explainedRules(document: WebAclDocument, { geo, rate, walk }: Answer, from: readonly string[]) {
  const asked = geo !== null || rate !== null || walk === null;
  const isShort = (document.WebACL.Rules ?? []).length <= mostRules;
  return asked && isShort
    ? (explain(document, from.length > 0 ? { countries: from } : {}) ?? undefined)
    : undefined;
}
