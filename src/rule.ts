/** All a rule may use. Rules import this file and nothing else of ours. */
export { all } from './model/all.ts';
export { judgeInstances } from './model/db-cluster.ts';
export type { Inventory } from './model/inventory.ts';
export {
  component,
  flag,
  integer,
  oneOf,
  optionalNumber,
  optionalStrings,
  type Related,
  requiredInteger,
  strings,
} from './model/params.ts';
export { covers } from './model/pattern.ts';
export { verdictOf } from './model/proof.ts';
export type { Resource } from './model/resource.ts';
export { defineRule } from './model/rule.ts';
export { judgeScaleOut } from './model/scaling-policy.ts';
export { Unread } from './model/unseen.ts';
export { fail, notApplicable, pass, unknown, type Verdict } from './model/verdict.ts';
export { judgeSpread } from './model/zone-spread.ts';
