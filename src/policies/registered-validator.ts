import { rules, selectors } from '../registry.generated.ts';
import { compileSchema } from './compile-schema.ts';
import { policySchema } from './schema.ts';

/**
 * The build puts what ajv writes in the place of this file (scripts/bundle.ts): to compile the schema takes 100 ms,
 * which is half of what a whole audit from evidence may take.
 */
export const validateRegistered = compileSchema(policySchema({ rules, selectors }));
