import { compileSchema } from '../documents/compile-schema.ts';
import { policySchema } from '../policies/schema.ts';
import { rules, selectors } from '../registry.generated.ts';

/**
 * The build puts what ajv writes in the place of this file (scripts/bundle.ts): to compile the schema takes 100 ms,
 * which is half of what a whole audit from evidence may take.
 */
export const validate = compileSchema(policySchema({ rules, selectors }));
