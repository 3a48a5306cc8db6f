/** All a rule may use. Rules, and the judgements they share, import this file and nothing else of src/. */
export { all } from './model/all.ts';
export type { Inventory } from './model/inventory.ts';
export {
  component,
  flag,
  integer,
  oneOf,
  optionalInteger,
  optionalNumber,
  optionalStrings,
  type Related,
  requiredInteger,
  strings,
} from './model/params.ts';
export { remedyForState } from './model/remedy.ts';
export { type Resource, stateText } from './model/resource.ts';
export { defineRule, type RuleContext } from './model/rule.ts';
export type { Mover } from './model/settling.ts';
export { Unread, type Unseen } from './model/unseen.ts';
export { fail, notApplicable, pass, unknown, type Verdict } from './model/verdict.ts';
export { byText } from './text/by-text.ts';
export { either } from './text/either.ts';
export { globCovers as covers } from './text/glob.ts';
