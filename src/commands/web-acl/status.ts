import type { Answer } from '../../reporters/web-acl/answer.ts';
import { exitStatus } from '../exit-status.ts';

/** 0 proved · 1 violated · 2 unknown · 3 both. */
export function statusOf({ geo, rate, walk }: Answer): number {
  const said = [geo?.verdict, rate?.verdict, walk?.walk.outcome];
  return (
    (said.includes('violated') ? exitStatus.violations : 0) |
    (said.includes('unknown') ? exitStatus.incomplete : 0)
  );
}

/** Below 64 the bits add up; a wrong line or a fault of ours outweighs them. */
export const worse = (a: number, b: number): number =>
  Math.max(a, b) >= exitStatus.wrongUse ? Math.max(a, b) : a | b;
