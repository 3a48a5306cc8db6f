import type { Manifest } from '../../aws/evidence/manifest.ts';
import type { Evidence } from '../../aws/evidence.ts';
import type { Exchange } from '../../aws/exchange.ts';
import { unknownAccount } from '../../model/place.ts';
import { byText } from '../../text/by-text.ts';
import type { Unanswered } from './unanswered.ts';

/** What evidence says of itself and of those who asked. Its JSON is what `evidence verify --format json` prints. */
export interface EvidenceSummary {
  readonly digest: string | null;
  readonly format: Manifest['format'];
  readonly plumbline: string;
  readonly recordedAt: string;
  readonly finishedAt: string;
  /** Whether its digest was the one that was given; false where none was. */
  readonly digestMatches: boolean;
  /** Whether it was signed by the key that was given. */
  readonly signed: boolean;
  readonly places: readonly PlaceSummary[];
  readonly policies: readonly {
    readonly id: string;
    readonly sha256: string;
    /** Its copy in the folder. */
    readonly file: string | null;
  }[];
  readonly answers: { readonly count: number; readonly refused: number };
  readonly refused: readonly RefusedSummary[];
  readonly unanswered: Unanswered;
  readonly redacted: Manifest['redacted'] | null;
}

export interface PlaceSummary {
  readonly account: string;
  readonly region: string;
  readonly name: string | null;
  /** The ARN that AWS said the credentials are of; null where it did not. */
  readonly askedBy: string | null;
}

export interface RefusedSummary {
  /** `wafv2:GetWebACL` */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly reason: string;
  readonly count: number;
}

export function summaryOfEvidence(
  { manifest, exchanges, digest }: Evidence,
  checked: Pick<EvidenceSummary, 'digestMatches' | 'signed'>,
  unanswered: Unanswered,
): EvidenceSummary {
  const { format, plumbline, recordedAt, finishedAt, places, policies, redacted } = manifest;
  const refused = exchanges.filter(({ answer }) => answer.kind === 'refusal');
  return {
    digest: digest ?? null,
    format,
    plumbline,
    recordedAt,
    finishedAt,
    ...checked,
    places: places.map(({ account, region, name }) => ({
      account,
      region,
      name: name ?? null,
      askedBy: askerIn(exchanges, account, region),
    })),
    policies: policies.map(({ id, sha256, file }) => ({ id, sha256, file: file ?? null })),
    answers: { count: exchanges.length, refused: refused.length },
    refused: refusedIn(refused),
    unanswered,
    redacted: redacted ?? null,
  };
}

function askerIn(exchanges: readonly Exchange[], account: string, region: string): string | null {
  const identity = exchanges.find(
    (exchange) =>
      exchange.operation === 'GetCallerIdentity' &&
      exchange.region === region &&
      [account, unknownAccount].includes(exchange.account),
  );
  if (identity?.answer.kind !== 'output') return null;
  const { Arn } = identity.answer.output as { readonly Arn?: unknown };
  return typeof Arn === 'string' ? Arn : null;
}

function refusedIn(exchanges: readonly Exchange[]): readonly RefusedSummary[] {
  const found = new Map<string, RefusedSummary>();
  for (const { service, operation, account, region, answer } of exchanges) {
    if (answer.kind !== 'refusal') continue;
    const one = { operation: `${service}:${operation}`, account, region, reason: answer.reason };
    const key = JSON.stringify(one);
    found.set(key, { ...one, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found].toSorted(([a], [b]) => byText(a, b)).map(([, one]) => one);
}
