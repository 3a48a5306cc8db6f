import type { Volatilities, Volatility, Where } from '../model/ports.ts';
import type { Resource } from '../model/resource.ts';
import { unlessMoving } from '../model/settling.ts';
import { unknown, type Verdict } from '../model/verdict.ts';
import { unlessUnread } from './steadiness.ts';
import { valueAt } from './value-at.ts';

export interface Expected {
  /** Of the property. */
  readonly path: string;
  readonly resource: Resource;
  readonly volatilities: Volatilities;
  readonly now: Date;
}

/**
 * A failed expectation of what AWS changes by itself is unknown while it does: while it is switched on (`ENABLING`), and
 * while the resource is being changed.
 */
export function unlessSwitching(verdict: Verdict, { path, resource, volatilities, now }: Expected): Verdict {
  if (verdict.status !== 'fail') return verdict;
  for (const [volatile, volatility] of Object.entries(volatilities)) {
    const judged = isAbout(path, volatile) ? unlessOf(volatility) : verdict;
    if (judged.status !== 'fail') return judged;
  }
  return verdict;

  function unlessOf(volatility: Volatility): Verdict {
    if (typeof volatility === 'string' || 'keeps' in volatility)
      return unlessMoving(verdict, [resource], now);
    if (!('where' in volatility) || !volatility.where.some(isPassing)) return verdict;
    const message = `${resource.name} is changing: ${volatility.why}`;
    return unknown(`${verdict.message}, while ${message}`, { kind: 'settling', message });
  }

  // What else it hangs on, as that it is a daemon, lasts.
  function isPassing({ type, property, is }: Where): boolean {
    if (type || !Object.hasOwn(volatilities, property)) return false;
    return unlessUnread(false, () => valueAt(resource.properties, property) === is);
  }
}

/** One holds the other. */
const isAbout = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);
