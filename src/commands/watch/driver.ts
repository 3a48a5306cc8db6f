import type { Audit } from '../../model/audit.ts';
import type { Performing } from '../audit/perform.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import type { Level } from './levels.ts';

export interface WatchOptions {
  readonly config: string;
  readonly store?: string;
  readonly listen: string;
  readonly logLevel: Level;
}

/** What runs on and on, and what of it a test plays. */
export interface Driver {
  /** Calls something every second until the function it gives is called. */
  readonly everySecond: (tick: () => Promise<void>) => () => void;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly perform: (
    settings: Settings,
    shell: Shell,
    asked: Pick<Performing, 'record' | 'enter'>,
  ) => Promise<Audit>;
}
