/** A `fetch` that gives up when it is told to, as it does by a timeout: whatever a machine is busy with, in time. */
export interface Impatient {
  readonly fetch: typeof fetch;
  /** Of whoever does not answer what was last asked. */
  readonly giveUp: () => void;
}

export function impatient(): Impatient {
  let asking = new AbortController();
  return {
    fetch(input, init) {
      asking = new AbortController();
      const signals = [asking.signal, ...(init?.signal ? [init.signal] : [])];
      return fetch(input, { ...init, signal: AbortSignal.any(signals) });
    },
    giveUp: () => asking.abort(new DOMException('it takes too long', 'TimeoutError')),
  };
}
