import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createHolder } from '../../src/commands/audit/holder.ts';
import { HeldError } from '../../src/model/held-error.ts';
import { everywhere } from '../../src/model/known.ts';
import type { Lease, Memory } from '../../src/model/memory.ts';
import { type PlaceRef, unknownAccount } from '../../src/model/place.ts';
import { UserError } from '../../src/model/user-error.ts';
import { fakeShell } from '../support/shell.ts';
import { here } from '../support/sightings.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A store that keeps what it is asked, and gives what it is told to. */
function holding(answer: () => readonly PlaceRef[] = () => []) {
  const asked: string[] = [];
  const memory = {
    lease: async (places: readonly PlaceRef[], { lasts }: Lease) => {
      asked.push(`${places.map(({ account }) => account).join()} for ${lasts / 1000} s`);
      return answer();
    },
    release: async () => void asked.push('released'),
  } as Partial<Memory> as Memory;
  return { asked, memory, holder: createHolder(memory, fakeShell()) };
}

test('what is taken is renewed four times a minute until it is released, and no more', async () => {
  const { asked, holder } = holding();
  await holder.take([here], '');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual(Array(5).fill('111122223333 for 60 s'));
  await holder.release();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked.slice(5)).toEqual(['released']);
});

test('a renewal that is under way when it is released is waited for: it would take it again', async () => {
  const { asked, memory, holder } = holding();
  await holder.take([here], '');
  let end: () => void = () => undefined;
  memory.lease = async () => {
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    asked.push('renewed');
    return [];
  };
  await jest.advanceTimersByTimeAsync(15_000);
  const released = holder.release();
  end();
  await released;
  expect(asked.slice(1)).toEqual(['renewed', 'released']);
});

test('a store that refuses a renewal ends no audit', async () => {
  const { memory, holder } = holding();
  await holder.take([here], '');
  memory.lease = () => Promise.reject(new UserError('the store is away'));
  memory.release = () => Promise.reject(new UserError('the store is away'));
  await jest.advanceTimersByTimeAsync(60_000);
  await expect(holder.release()).resolves.toBeUndefined();
});

test('an account that nobody knows, and what is of no place, is nobody’s', async () => {
  const { asked, holder } = holding();
  await holder.take([{ ...here, account: unknownAccount }, everywhere, here], '');
  expect(asked).toEqual(['111122223333 for 60 s']);
  await holder.release();
});

test('what others have for more than a minute is not waited for any longer, and they are left alone', async () => {
  const { asked, holder } = holding(() => [here]);
  const taken = holder.take([here], 'nothing was audited');
  await expect(taken).rejects.toThrow(HeldError);
  await expect(taken).rejects.toThrow(
    'another process has had 111122223333/sa-east-1 in the store for more than a minute: nothing was audited\nrun it again',
  );
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(130);
  await holder.release();
  expect(asked).toHaveLength(130);
});

test('who is interrupted waits no longer', async () => {
  const ending = new AbortController();
  const { memory } = holding(() => [here]);
  const pause = async () => ending.abort(new Error('interrupted'));
  const holder = createHolder(memory, fakeShell({ pause, signal: ending.signal }));
  await expect(holder.take([here], '')).rejects.toThrow('interrupted');
});
