import { rules, selectors } from '../registry.generated.ts';
import type { Catalogue } from './catalogue.ts';
import type { Validate } from './shape.ts';
import validateGenerated from './validate.generated.ts';

/** The rules and types of this build. */
export const registered: Catalogue = { rules, selectors };

/** The generated code has no types of its own. */
export const validateRegistered = validateGenerated as unknown as Validate;
