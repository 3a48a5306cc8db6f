import type { PlaceRef } from '../../../src/model/place.ts';
import { afterwards, auditsOf, type Script } from './script.ts';

/** From an audit on, up to another and without it; null where it goes on. */
export interface Lasting {
  readonly from: number;
  readonly to: number | null;
}

/** One story that people are to hear of, once. */
export interface Story extends Lasting {
  /** `edge in 111122223333/sa-east-1`, `sight in …`, or `exceptions` */
  readonly about: string;
  readonly place: PlaceRef | null;
}

/** The spans in which something is so; undefined is not known, and leaves it as it was. */
export function spans(script: Script, isSo: (tick: number) => boolean | undefined): readonly Lasting[] {
  const all: Lasting[] = [];
  let from: number | null = null;
  for (let tick = 0; tick < auditsOf(script) + afterwards; tick += 1) {
    const so = isSo(tick);
    if (so === undefined) continue;
    if (so) from ??= tick;
    else if (from !== null) {
      all.push({ from, to: tick });
      from = null;
    }
  }
  return from === null ? all : [...all, { from, to: null }];
}

/** Spans with no audit between them are one. */
export function together(all: readonly Lasting[]): readonly Lasting[] {
  const joined: Lasting[] = [];
  for (const next of [...all].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (!last || (last.to !== null && last.to < next.from)) joined.push(next);
    else {
      const to = last.to === null || next.to === null ? null : Math.max(last.to, next.to);
      joined.splice(-1, 1, { from: last.from, to });
    }
  }
  return joined;
}
