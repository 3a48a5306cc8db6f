import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from '@jest/globals';
import { classify } from '../../src/aws/classify.ts';
import { requireCompleteAnswers } from '../../src/aws/complete-answer.ts';
import { wholeBody } from '../../src/aws/whole-body.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const within = { silence: 60, deadline: 150, most: 1000 };
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
let server: Server | undefined;
const drips: NodeJS.Timeout[] = [];

afterEach(() => {
  for (const drip of drips.splice(0)) clearInterval(drip);
  server?.closeAllConnections();
  server?.close();
});

async function endpointAnswering(answer: (response: ServerResponse) => void): Promise<string> {
  server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const clientsOf = (endpoint: string) => {
  const config = { endpoint, credentials, region: 'sa-east-1', maxAttempts: 1 };
  const [ecs, sts] = [new ECSClient(config), new STSClient(config)];
  requireCompleteAnswers(ecs.middlewareStack as never, 'ecs', within);
  requireCompleteAnswers(sts.middlewareStack as never, 'sts', within);
  return { ecs, sts };
};

async function refusalOf(asking: Promise<unknown>) {
  try {
    return { output: await asking };
  } catch (error) {
    return classify(error);
  }
}

const dripping = (response: ServerResponse) => {
  drips.push(setInterval(() => response.write(' '), 5));
};
const endless = (response: ServerResponse) => {
  for (let part = 0; part < 20; part += 1) response.write('x'.repeat(100));
};

test.each<readonly [string, number, (response: ServerResponse) => void, string]>([
  ['stops midway', 200, (response) => void response.write('{"clusters":['), 'AnswerTooSlow'],
  ['drips for ever', 200, dripping, 'AnswerTooSlow'],
  ['is longer than any answer', 200, endless, 'AnswerTooLarge'],
  ['is an error that stops midway', 400, (response) => void response.write('{"__type":'), 'AnswerTooSlow'],
  ['is an error that drips', 500, dripping, 'AnswerTooSlow'],
  ['is a list where an object is due', 200, (response) => response.end('[]'), 'IncompleteAnswer'],
  ['is empty', 200, (response) => response.end(), 'IncompleteAnswer'],
])('an answer that %s is a refusal, in JSON and in XML', async (_, status, answer, reason) => {
  const endpoint = await endpointAnswering((response) => {
    response.writeHead(status);
    answer(response);
  });
  const { ecs, sts } = clientsOf(endpoint);
  const asking = [
    ecs.send(new DescribeClustersCommand({ clusters: ['a'] })),
    sts.send(new GetCallerIdentityCommand({})),
  ];
  const refusals = await Promise.all(asking.map(refusalOf));
  expect(refusals).toEqual([
    expect.objectContaining({ kind: 'refusal', reason }),
    expect.objectContaining({ kind: 'refusal', reason }),
  ]);
});

test('a whole answer is read, though it comes in parts', async () => {
  const endpoint = await endpointAnswering((response) => {
    response.write('{"clusters"');
    setTimeout(() => response.end(':[]}'), 10);
  });
  const { ecs } = clientsOf(endpoint);
  expect(await ecs.send(new DescribeClustersCommand({}))).toMatchObject({ clusters: [] });
});

test('an answer that breaks off is a refusal', async () => {
  const endpoint = await endpointAnswering(
    (response) => void response.write('{', () => response.socket?.destroy()),
  );
  const [response] = (await once(get(endpoint), 'response')) as [IncomingMessage];
  const reading = wholeBody(response, performance.now(), within);
  expect(await refusalOf(reading)).toMatchObject({ kind: 'refusal', reason: 'ECONNRESET' });
});

test('a broken connection names whom was asked', async () => {
  const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  const added: ((next: () => Promise<never>) => (args: object) => Promise<unknown>)[] = [];
  requireCompleteAnswers({ add: (middleware) => void added.push(middleware as (typeof added)[0]) }, 'ecs');
  const request = { protocol: 'https:', hostname: 'ecs.example.com', headers: {} };
  const asking = added[0]?.(() => Promise.reject(reset))({ request });
  expect(await refusalOf(Promise.resolve(asking))).toMatchObject({
    message: 'socket hang up (https://ecs.example.com)',
  });
});
