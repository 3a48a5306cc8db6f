import { expect, test } from '@jest/globals';
import type { Answer } from '../../src/aws/exchange.ts';
import { createPlace } from '../../src/aws/place.ts';
import { operation } from '../../src/model/operation.ts';

interface Page {
  readonly items?: readonly string[];
  readonly next?: string;
}
const list = operation<{ readonly token?: string }, Page>({
  service: 'test',
  name: 'List',
  permissions: ['test:List'],
  answers: 'items',
});
const paging = { input: 'token', output: 'next' } as const;

function placeAnswering(answers: Readonly<Record<string, Answer>>) {
  const signal = new AbortController().signal;
  const answer = async ({ input }: { readonly input: { readonly token?: string } }) => {
    const given = answers[input.token ?? ''];
    if (!given) throw new Error('a bug of ours');
    return given;
  };
  return createPlace({ account: '1', region: 'sa-east-1', signal, answer });
}
const output = (page: Page): Answer => ({ kind: 'output', output: page });

async function itemsOf(place: ReturnType<typeof placeAnswering>, more = {}): Promise<string[]> {
  const items: string[] = [];
  for await (const page of place.pages(list, {}, { ...paging, ...more })) items.push(...(page.items ?? []));
  return items;
}

test('puts no question twice, even when both are asked at once', async () => {
  const place = placeAnswering({ '': output({ items: ['a'] }) });
  const [first, second] = await Promise.all([place.ask(list, {}), place.ask(list, {})]);
  expect(first).toBe(second);
  expect(place.calls()).toEqual({ asked: 1, answered: 1, refused: 0, reused: 1, refusals: [] });
});

test('reads every page', async () => {
  const place = placeAnswering({ '': output({ items: ['a'], next: 'p2' }), p2: output({ items: ['b'] }) });
  expect(await itemsOf(place)).toEqual(['a', 'b']);
});

test('an item on two pages is one item', async () => {
  const place = placeAnswering({
    '': output({ items: ['a', 'b'], next: 'p2' }),
    p2: output({ items: ['b', 'c'] }),
  });
  expect(await itemsOf(place)).toEqual(['a', 'b', 'c']);
});

test('refuses pages that never end, since their list is not complete', async () => {
  const place = placeAnswering({
    '': output({ items: ['a'], next: 'p2' }),
    p2: output({ items: ['b'], next: 'p2' }),
  });
  await expect(itemsOf(place)).rejects.toMatchObject({
    name: 'Refused',
    unseen: { reason: 'EndlessPages' },
  });
});

test('where a service marks its last page too, the same marker or an empty page is the end', async () => {
  const again = placeAnswering({
    '': output({ items: ['a'], next: 'm' }),
    m: output({ items: ['b'], next: 'm' }),
  });
  const empty = placeAnswering({
    '': output({ items: ['a'], next: 'm' }),
    m: output({ items: [], next: 'n' }),
  });
  expect(await itemsOf(again, { endsWhenEmpty: 'items' })).toEqual(['a', 'b']);
  expect(await itemsOf(empty, { endsWhenEmpty: 'items' })).toEqual(['a']);
});

test('an answer without what was asked for is a refusal, not an empty list', async () => {
  const place = placeAnswering({ '': output({}) });
  await expect(itemsOf(place)).rejects.toMatchObject({
    name: 'Refused',
    unseen: { reason: 'UnreadableAnswer' },
  });
  expect(place.calls()).toMatchObject({
    answered: 0,
    refused: 1,
    refusals: [{ operation: expect.stringMatching(/^test:/), count: 1 }],
  });
});

test('a refusal names the operation and the permission, and is remembered', async () => {
  const place = placeAnswering({ '': { kind: 'refusal', reason: 'AccessDeniedException' } });
  const unseen = {
    kind: 'refused',
    operation: 'test:List',
    reason: 'AccessDeniedException',
    permission: 'test:List',
  };
  await expect(place.ask(list, {})).rejects.toMatchObject({ unseen });
  await expect(place.ask(list, {})).rejects.toMatchObject({ unseen });
  expect(place.calls()).toMatchObject({ asked: 1, reused: 1 });
});

test('a bug of ours is not a refusal', async () => {
  await expect(placeAnswering({}).ask(list, {})).rejects.toThrow('a bug of ours');
});

test('a question put again is put to AWS, once: two answers may contradict each other', async () => {
  const answers = ['a', 'b', 'c'].map((item) => output({ items: [item] })).values();
  const signal = new AbortController().signal;
  const answer = async () => answers.next().value ?? output({ items: [] });
  const place = createPlace({ account: '1', region: 'sa-east-1', signal, answer });
  const asked = [
    await place.ask(list, {}),
    await place.again(list, {}),
    await place.again(list, {}),
    await place.ask(list, {}),
  ];
  expect(asked.map(({ items }) => items)).toEqual([['a'], ['b'], ['b'], ['a']]);
});

test('what is open when the time is over is refused, and so is what is asked after', async () => {
  const deadline = new AbortController();
  const signal = new AbortController().signal;
  const answer = () => new Promise<Answer>(() => undefined);
  const place = createPlace({ account: '1', region: 'sa-east-1', signal, deadline: deadline.signal, answer });
  const open = place.ask(list, {});
  deadline.abort();
  const unseen = { kind: 'refused', operation: 'test:List', reason: 'DeadlineExceeded' };
  await expect(open).rejects.toMatchObject({ unseen });
  await expect(place.ask(list, { token: 'p2' })).rejects.toMatchObject({ unseen });
});

test('what belongs to no region is asked in us-east-1', async () => {
  const regions: string[] = [];
  const answer = async ({ region }: { readonly region: string }) => {
    regions.push(region);
    return output({ items: [] });
  };
  await createPlace({ account: '1', region: 'global', signal: new AbortController().signal, answer }).ask(
    list,
    {},
  );
  expect(regions).toEqual(['us-east-1']);
});
