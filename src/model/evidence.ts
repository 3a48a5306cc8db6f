/** Evidence that the answers of an audit were kept as, or came from. */
export interface EvidenceRef {
  readonly kind: 'recorded' | 'replayed';
  /** `sha256:…`, of its manifest, which holds the sums of all else. */
  readonly digest: string;
  readonly format: 1 | 2;
  /** The version of plumbline that recorded it. */
  readonly plumbline: string;
  readonly recordedAt: string;
  /** The policies it was recorded with. */
  readonly policies: readonly { readonly id: string; readonly sha256: string }[];
  /** As it was named, for commands to be pasted; no report holds it otherwise, for it is the machine's. */
  readonly named?: NamedEvidence | undefined;
}

/** Evidence as a command line names it. */
export interface NamedEvidence {
  readonly folder: string;
  /** Where one was demanded. */
  readonly digest?: string | undefined;
}

/** Evidence that could not be written once the answers were there. */
export interface EvidenceLost {
  readonly kind: 'lost';
  readonly message: string;
}

/** A policy as evidence keeps it. */
export interface PolicyCopy {
  readonly id: string;
  readonly sha256: string;
  /** What its file is called, for whether it is JSON with comments. */
  readonly file?: string | undefined;
  /** As it was written; absent where only its sum is known. */
  readonly text?: string | undefined;
}

/** A policy that the evidence was not recorded with: another of the same id, or one it has not. */
export interface OtherPolicy {
  readonly id: string;
  readonly recorded: 'another' | 'none';
}

interface Judged {
  readonly evidence?: EvidenceRef | EvidenceLost | undefined;
  readonly policies: readonly { readonly id: string; readonly sha256: string }[];
}

/** The evidence, where there is any. */
export const evidenceOf = ({ evidence }: Pick<Judged, 'evidence'>): EvidenceRef | undefined =>
  evidence?.kind === 'lost' ? undefined : evidence;

/** Which of the policies that were judged are not those of the recording. */
export function otherPolicies(audit: Judged): readonly OtherPolicy[] {
  const evidence = evidenceOf(audit);
  if (!evidence) return [];
  return audit.policies.flatMap(({ id, sha256 }): readonly OtherPolicy[] => {
    const recorded = evidence.policies.filter((policy) => policy.id === id);
    if (recorded.some((policy) => policy.sha256 === sha256)) return [];
    return [{ id, recorded: recorded.length > 0 ? 'another' : 'none' }];
  });
}

/** Says it, a sentence each: where the answers came from, of when they are, and by what else they were judged. */
export function wordsOfEvidence(audit: Judged): readonly string[] {
  const evidence = evidenceOf(audit);
  if (!evidence) return [];
  const { kind, digest, plumbline, recordedAt } = evidence;
  if (kind === 'recorded') return [`kept as evidence ${digest}`];
  return [
    `from evidence of ${recordedAt}, recorded by plumbline ${plumbline}, ${digest}`,
    ...otherPolicies(audit).map(({ id, recorded }) =>
      recorded === 'another'
        ? `policy ${id} is another than the one of that id in the evidence`
        : `policy ${id} is not among those the evidence was recorded with`,
    ),
  ];
}
