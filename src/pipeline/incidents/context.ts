import type { AlertSettings } from '../../model/alerts.ts';
import type { Policy } from '../../model/policy.ts';

/** What is known besides the drift: how to tell, and the policies, for their titles, owners and relations. */
export interface AlertContext {
  readonly settings: AlertSettings;
  readonly policies: readonly Policy[];
}
