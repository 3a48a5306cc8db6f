/**
 * By hand: `node --import tsx test/aws/matrix/members.ts [MEMBERS] [WAYS]` audits what AWS answered with one member after the
 * other spoilt, however deep, in all items and in the first alone. Both are regular expressions; `TELL=1` tells what
 * fails now, and of what nothing hangs.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Evidence, readEvidence } from '../../../src/aws/evidence.ts';
import type { Exchange } from '../../../src/aws/exchange.ts';
import { openAccount } from './account.ts';
import { auditOf, auditOver } from './audit.ts';
import { identityOf } from './judge.ts';
import { pathsIn, type Spoiling, spoilings, spoilt } from './spoil.ts';

const [membersWanted = '', waysWanted = ''] = process.argv.slice(2);
const [member, way] = [new RegExp(membersWanted), new RegExp(waysWanted)];
const evidence = await recorded();
const before = await unspoilt();
const was = new Map(before.audit.findings.map((finding) => [identityOf(finding), finding.verdict.status]));
console.log(`${was.size} findings, exit status ${before.status}`);

let [cells, offences] = [0, 0];
for (const [operation, path] of membersOf(evidence.exchanges).filter((names) => member.test(names.join(' '))))
  for (const spoiling of spoilings.filter(({ name }) => way.test(name)))
    for (const most of [Number.POSITIVE_INFINITY, 1]) await cell(operation, path, spoiling, most);
console.log(`${cells} cells, ${offences} offences`);
process.exit(offences > 0 ? 1 : 0);

async function unspoilt() {
  const outcome = await auditOf(evidence);
  if ('thrown' in outcome) throw new Error(outcome.thrown);
  return outcome;
}

async function recorded(): Promise<Evidence> {
  const account = await openAccount();
  const folder = join(mkdtempSync(join(tmpdir(), 'members-')), 'evidence');
  const outcome = await auditOver({ AWS_ENDPOINT_URL: account.endpoint }, { record: folder });
  await account.close();
  if ('thrown' in outcome) throw new Error(outcome.thrown);
  return readEvidence(folder);
}

function membersOf(exchanges: readonly Exchange[]): readonly (readonly [operation: string, path: string])[] {
  const found = exchanges.flatMap(({ service, operation, answer }) =>
    answer.kind === 'output'
      ? [...pathsIn(answer.output)].map((path) => `${service}:${operation} ${path}`)
      : [],
  );
  return [...new Set(found)].toSorted().map((one) => one.split(' ') as [string, string]);
}

async function cell(operation: string, path: string, spoiling: Spoiling, most: number): Promise<void> {
  const exchanges = spoilt(evidence.exchanges, operation, path, spoiling, most);
  if (!exchanges) return;
  cells += 1;
  const after = await auditOf({ ...evidence, exchanges });
  const name = `${operation} ${path} ${spoiling.name}${most === 1 ? ', once' : ''}`;
  for (const offence of offencesOf(after)) {
    offences += 1;
    console.log(`${name}: ${offence}`);
  }
  if (!process.env['TELL'] || 'thrown' in after) return;
  if (isDeepStrictEqual(after.audit.findings, before.audit.findings))
    console.log(`  ${name}: nothing changes`);
  for (const { verdict, ...finding } of after.audit.findings)
    if (verdict.status === 'fail' && was.get(identityOf(finding)) === 'pass')
      console.log(`  ${name}: ${identityOf(finding)} fails: ${verdict.message}`);
}

/** What a spoilt answer makes green, or hides. That something fails now may be what the answer says. */
function offencesOf(after: Awaited<ReturnType<typeof auditOf>>): readonly string[] {
  if ('thrown' in after) return [`throws ${after.thrown}`];
  const { audit, status } = after;
  const is = new Map(audit.findings.map((finding) => [identityOf(finding), finding.verdict]));
  const green = [...is].filter(([id, { status }]) => status === 'pass' && (was.get(id) ?? 'pass') !== 'pass');
  // What is not seen any more may have another name now, or be among what is counted.
  const unsure = new Set(
    audit.findings.flatMap(({ verdict, ...finding }) =>
      verdict.status === 'unknown' ||
      (verdict.status === 'fail' && (finding.check === 'count' || was.get(identityOf(finding)) !== 'fail'))
        ? [`${finding.policy} ${finding.component}`]
        : [],
    ),
  );
  const hidden = before.audit.findings.filter(
    (finding) =>
      finding.verdict.status === 'fail' &&
      !is.has(identityOf(finding)) &&
      !unsure.has(`${finding.policy} ${finding.component}`),
  );
  return [
    ...(status === 70 ? ['is a fault of ours'] : []),
    ...green.map(([id, { message }]) => `${id} was ${was.get(id)}, is green: ${message}`),
    ...hidden.map((finding) => `${identityOf(finding)} is hidden`),
  ];
}
