import { isTime } from '../../aws/evidence/manifest.ts';
import { failureOf } from '../../files/failure.ts';
import { readText } from '../../files/read-file.ts';
import type { Audit, UnreadFact } from '../../model/audit.ts';
import type { Claim } from '../../model/claim.ts';
import type { EvidenceRef } from '../../model/evidence.ts';
import type { Finding, ResourceRef } from '../../model/finding.ts';
import type { Unseen } from '../../model/unseen.ts';
import { UserError } from '../../model/user-error.ts';
import type { Failure, Verdict } from '../../model/verdict.ts';
import { isDeeperThan, mostDepth } from '../../text/json-depth.ts';
import { printable } from '../../text/printable.ts';

/** A report of `plumbline audit --format json`, as the audit it is of. What it does not tell is absent. */
export function readReport(file: string): Audit {
  const { partial, ...report } = parse(file);
  if (partial)
    throw new UserError(
      `${printable(file)} is the report of a part of the policies\nwrite a whole one, without --policy and --component`,
    );
  try {
    return auditOf(report);
  } catch {
    // A member that should be a list and is none: whatever wrote it, it was not this version.
    throw notOurs(file);
  }
}

function auditOf(report: Omit<Report, 'partial'>): Audit {
  return {
    ...report,
    policies: report.policies.map(({ id, sha256, title = id }) => ({ id, sha256, title })),
    calls: { ...report.coverage.calls, refusals: report.coverage.calls.refusals ?? undefined },
    unread: report.coverage.unread.map((fact) => ({ ...fact, ...unseenOf(fact) }) as UnreadFact),
    findings: report.findings.map(findingOf),
    claims: report.resources.map((claim) => ({ ...claim, resource: resourceOf(claim.resource) })),
    looked: report.coverage.looked.map(({ complete, ...looked }) => ({
      ...looked,
      unseen: complete ? null : unseenOfList(report, looked.type),
    })),
    bases: [],
    evidence: report.evidence ?? undefined,
  };
}

type Report = Pick<Audit, 'plumbline' | 'id' | 'startedAt' | 'finishedAt' | 'places'> & {
  /** Absent, as are titles, reasons and controls, in the reports of earlier versions. */
  readonly evidence?: EvidenceRef | null;
  readonly partial?: object | null;
  readonly policies: readonly { readonly id: string; readonly sha256: string; readonly title?: string }[];
  readonly coverage: {
    readonly calls: Audit['calls'];
    readonly unread: readonly (Reason & Pick<UnreadFact, 'type' | 'account' | 'region' | 'property'>)[];
    readonly looked: readonly (Omit<Audit['looked'][number], 'unseen'> & { readonly complete: boolean })[];
  };
  readonly findings: readonly ReportedFinding[];
  readonly resources: readonly (Omit<Claim, 'resource'> & { readonly resource: Labelled })[];
};

interface ReportedFinding
  extends Pick<
    Finding,
    'policy' | 'component' | 'check' | 'severity' | 'type' | 'place' | 'because' | 'exception'
  > {
  readonly satisfies?: readonly string[];
  readonly why?: string | null;
  readonly fix?: string | null;
  readonly resource: Labelled | null;
  readonly verdict: Verdict['status'];
  readonly message: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly path: string | null;
  readonly facts: readonly Fact[];
  readonly unseen: Reason | null;
}

type Fact = Pick<Failure, 'message' | 'expected' | 'actual'> & { readonly path: string | null };
type Labelled = Omit<ResourceRef, 'label'> & { readonly label: string | null };

interface Reason {
  readonly kind: Unseen['kind'];
  readonly operation: string | null;
  readonly reason: string;
  readonly message: string | null;
}

function parse(file: string): Report {
  const isReport = (value: Partial<Report> | null): value is Report =>
    Boolean(
      isTime(value?.startedAt) &&
        isTime(value?.finishedAt) &&
        value?.findings &&
        value.coverage?.looked &&
        value.resources,
    );
  try {
    const text = readText(file, { most: mostOfReport });
    if (isDeeperThan(mostDepth, text)) throw new Error(`it is nested deeper than ${mostDepth}`);
    const value = JSON.parse(text) as Partial<Report> | null;
    if (isReport(value)) return value;
  } catch (error) {
    throw new UserError(
      `${printable(file)} cannot be read as a report: ${printable(failureOf(error))}\n${remedy}`,
    );
  }
  throw notOurs(file);
}

/** Bytes of a report: one of ten thousand resources has some tens of millions. */
const mostOfReport = 256 * 1024 * 1024;
const remedy = 'write one by plumbline audit --format json --output FILE';
const notOurs = (file: string): UserError =>
  new UserError(`${printable(file)} is no report of this version of plumbline\n${remedy}`);

function findingOf(reported: ReportedFinding): Finding {
  const { policy, component, check, severity, type, because, place, resource, exception } = reported;
  const { message, expected, actual, path, facts, unseen, verdict } = reported;
  return {
    policy,
    component,
    check,
    severity,
    type,
    because,
    place: place && { account: place.account, region: place.region },
    resource: resource && resourceOf(resource),
    verdict: verdictOf(),
    satisfies: reported.satisfies ?? [],
    why: reported.why ?? null,
    fix: reported.fix ?? null,
    exception: exception && { id: exception.id, expires: exception.expires },
  };

  function verdictOf(): Verdict {
    if (verdict === 'unknown')
      return { status: verdict, message, ...(unseen && { unseen: unseenOf(unseen) }) };
    if (verdict !== 'fail') return { status: verdict, message };
    const several = facts.map(factOf);
    return {
      status: verdict,
      ...factOf({ message, expected, actual, path }),
      ...(several.length > 0 && { facts: several }),
    };
  }
}

const factOf = ({ message, expected, actual, path }: Fact): Failure => ({
  message,
  expected,
  actual,
  ...(path !== null && { path }),
});

const resourceOf = ({ label, ...resource }: Labelled): ResourceRef => ({
  ...resource,
  ...(label !== null && { label }),
});

function unseenOf({ kind, operation, reason, message }: Reason): Unseen {
  const about = { operation: operation ?? '', message: message ?? reason };
  return (kind === 'refused' ? { kind, ...about, reason } : { kind, ...about }) as Unseen;
}

function unseenOfList({ coverage }: Report, type: string): Unseen {
  const fact = coverage.unread.find((one) => one.type === type && one.property === null);
  return fact ? unseenOf(fact) : { kind: 'not-covered', message: `the list of ${type} is not complete` };
}
