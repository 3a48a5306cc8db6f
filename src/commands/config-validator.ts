import { configSchema } from '../config/schema.ts';
import { compileSchema } from '../documents/compile-schema.ts';

/** The build puts what ajv writes in the place of this file, as in that of registered-validator.ts. */
export const validate = compileSchema(configSchema);
