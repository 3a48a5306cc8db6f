/**
 * By hand: `node --import tsx test/aws/matrix/run.ts [OPERATIONS] [WAYS]` asks AWS everything, wrongly answered in every
 * way. Both are regular expressions. `FAST=1` leaves out the ways that take their time: on a machine that is busy they
 * take longer than an audit waits.
 */
import { openAccount } from './account.ts';
import { auditOver } from './audit.ts';
import { breaks } from './breaks.ts';
import { itemWays } from './items.ts';
import { offencesIn } from './judge.ts';
import { refusals } from './refusals.ts';
import { refused } from './replies.ts';
import type { Way } from './way.ts';
import { openWire, send } from './wire.ts';

const [operationsWanted = '', waysWanted = ''] = process.argv.slice(2);
const [wantedOperation, wantedWay] = [new RegExp(operationsWanted), new RegExp(waysWanted)];
const account = await openAccount();
const wire = await openWire(account.endpoint);

const whole = wire.cell(
  () => false,
  ({ response, truth }) => send(response, truth),
);
const before = await auditOver({ AWS_ENDPOINT_URL: whole.endpoint });
if ('thrown' in before) throw new Error(before.thrown);
const operations = [...new Set(whole.calls().map(({ operation }) => operation))].sort();
console.log(
  `${operations.length} operations, ${before.audit.findings.length} findings, exit status ${before.status}`,
);
console.log(operations.join(' '));

let [cells, offences] = [0, 0];
const told = (line: string) => {
  offences += 1;
  console.log(line);
};
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error) => told(`${event}: ${String(error)}`));

interface Job {
  readonly way: Way;
  readonly operation: string;
}
const jobs: readonly Job[] = [...refusals, ...breaks, ...itemWays]
  .filter(({ name }) => wantedWay.test(name))
  .flatMap((way) =>
    operations.filter((name) => wantedOperation.test(name)).map((operation) => ({ way, operation })),
  );

async function work(queue: Job[]): Promise<void> {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const { way, operation } = job;
    const cell = wire.cell((asked) => asked.operation === operation, way.fault);
    const after = await auditOver({ AWS_ENDPOINT_URL: cell.endpoint });
    cell.close();
    cells += 1;
    for (const offence of offencesIn(before, after, operation, way))
      told(`${way.name} × ${operation}: ${offence}`);
  }
}

/** Credentials are lost at one of the calls, whichever comes then. */
async function loseCredentials(at: number): Promise<void> {
  const way = 'credentials lost at a call';
  if (!wantedWay.test(way) || operationsWanted) return;
  const cell = wire.cell(
    () => true,
    ({ asked, calls, response, truth }) => {
      send(
        response,
        calls < at ? truth : refused(asked, 'ExpiredTokenException', 400, 'the token is expired'),
      );
    },
  );
  const after = await auditOver({ AWS_ENDPOINT_URL: cell.endpoint });
  cell.close();
  cells += 1;
  const [first] = 'thrown' in after ? [] : after.audit.unread;
  const operation = first?.kind === 'refused' ? first.operation : 'nothing';
  for (const offence of offencesIn(before, after, operation, { says: 'is expired' }))
    told(`${way}, ${at}: ${offence}`);
}

const fast = jobs.filter(({ way }) => !way.slow);
const slow = jobs.filter(({ way }) => way.slow);
await Promise.all([
  ...Array.from({ length: 4 }, () => work(fast)),
  ...Array.from({ length: process.env['FAST'] ? 0 : 40 }, () => work(slow)),
]);
for (let at = 1; at <= whole.calls().length; at += 1) await loseCredentials(at);
console.log(`${cells} cells, ${offences} offences`);
await wire.stop();
await account.close();
process.exit(offences > 0 ? 1 : 0);
