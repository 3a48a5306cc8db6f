import { expect, test } from '@jest/globals';
import { renewed } from '../../src/aws/renewed.ts';

const minute = 60_000;

/** Credentials of an hour each, numbered, by a clock that a test sets; the calls in `failing` are refused. */
function hourly(failing: readonly number[] = []) {
  const clock = { now: 0 };
  const got = { count: 0 };
  const get = renewed(
    async () => {
      got.count += 1;
      if (failing.includes(got.count)) throw new Error('denied');
      return { id: got.count, expiration: new Date(clock.now + 60 * minute) };
    },
    () => new Date(clock.now),
  );
  return { get, clock };
}

test('all who ask share one, those who ask at the same time too', async () => {
  const { get } = hourly();
  const got = await Promise.all([get(), get(), get()]);
  expect([...got, await get()].map(({ id }) => id)).toEqual([1, 1, 1, 1]);
});

test.each([
  ['holds while more than five minutes are left', 54, 1],
  ['is got anew when five minutes are left', 55, 2],
  ['is got anew when it has expired', 70, 2],
])('%s', async (_, minutes, id) => {
  const { get, clock } = hourly();
  await get();
  clock.now = minutes * minute;
  expect((await get()).id).toBe(id);
});

test('what fails is told to all who wait, and tried again by the next', async () => {
  const { get } = hourly([1]);
  const both = await Promise.allSettled([get(), get()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await get()).id).toBe(2);
});

test('what never expires is got once', async () => {
  const get = renewed(
    async (): Promise<{ readonly expiration?: Date }> => ({}),
    () => new Date(),
  );
  expect(await get()).toBe(await get());
});
