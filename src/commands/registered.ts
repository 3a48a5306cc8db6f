import type { Vocabulary } from '../policies/read-policy.ts';
import type { Validate } from '../policies/shape.ts';
import validateGenerated from '../policies/validate.generated.ts';
import { rules, selectors } from '../registry.generated.ts';

/** What a policy may speak of in this build. The generated validator has no types of its own. */
export const registered: Vocabulary = {
  catalogue: { rules, selectors },
  validate: validateGenerated as unknown as Validate,
};
