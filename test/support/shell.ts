import type { Shell } from '../../src/commands/shell.ts';

export interface FakeShell extends Shell {
  readonly said: { out: string; err: string };
}

/** A pipe nobody watches, which keeps what is written to it. */
export function fakeShell(more: Partial<Shell> = {}): FakeShell {
  const said = { out: '', err: '' };
  return {
    said,
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
    color: false,
    errColor: false,
    width: 0,
    errWidth: 0,
    watched: false,
    signal: new AbortController().signal,
    stopping: () => new AbortController().signal,
    now: () => new Date('2026-12-31T14:05:00Z'),
    pause: async () => undefined,
    env: {},
    ...more,
  };
}
