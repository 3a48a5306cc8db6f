import type { Vocabulary } from '../policies/read-policy.ts';
import { rules, selectors } from '../registry.generated.ts';
import { propertiesOf } from './registered-types.ts';
import { validate } from './registered-validator.ts';

/** What a policy may speak of in this build. */
export const registered: Vocabulary = { catalogue: { rules, selectors, propertiesOf }, validate };
