import { rules, selectors } from '../registry.generated.ts';
import type { Catalogue } from './catalogue.ts';

export { validateRegistered } from './registered-validator.ts';

/** The rules and types of this build. */
export const registered: Catalogue = { rules, selectors };
