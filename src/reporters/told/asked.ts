import type {
  Audit,
  AuditedCheck,
  AuditedComponent,
  AuditedException,
  AuditedPolicy,
} from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';

/** What the policy of a finding says of it; undefined where nobody knows, as of a policy known by its id alone. */
export interface Asked {
  readonly policy: AuditedPolicy | undefined;
  readonly component: AuditedComponent | undefined;
  readonly check: AuditedCheck | undefined;
  /** The exception a failure stands under. */
  readonly exception: AuditedException | undefined;
  /** The exception that the finding is about. */
  readonly complaint: AuditedException | undefined;
}

export function askedFor(
  { policy: id, component: name, check, exception }: Finding,
  policies: Audit['policies'],
): Asked {
  const policy = policies.find((one) => one.id === id);
  const component = name === null ? undefined : own(policy?.components, name);
  const complaint = /^exception\.(.*)$/s.exec(check)?.[1];
  return {
    policy,
    component,
    check: own(component?.checks, check),
    exception: exception ? own(policy?.exceptions, exception.id) : undefined,
    complaint: complaint === undefined ? undefined : own(policy?.exceptions, complaint),
  };
}

/** What is foreign may be called `constructor`. */
const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;
