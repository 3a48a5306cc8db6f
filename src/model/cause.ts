/** What kept AWS from answering, as far as it tells what would help. */
export type Cause =
  | 'permission'
  /** Lost, expired or wrong. */
  | 'credentials'
  | 'clock'
  | 'dns'
  /** Refused, broken off, or not to be trusted: the message names the endpoint. */
  | 'connection'
  /** Disabled, or one that nobody opted in to. */
  | 'region'
  | 'throttled'
  | 'timeout'
  /** Ours, for the whole place. */
  | 'deadline'
  | 'unreadable'
  /** What was asked about is not there. */
  | 'missing'
  | 'other';

// In this order: the first that matches a refusal's reason and message tells.
const causes: readonly (readonly [Cause, RegExp, RegExp?])[] = [
  ['clock', /^RequestTimeTooSkewed$|^RequestInTheFuture$/],
  ['clock', /Signature|^AuthFailure$/, /signature (expired|not yet current)|is now (earlier|later) than/i],
  [
    'credentials',
    /ProviderError$|^(Expired|Invalid)\w*Token|^TokenRefreshRequired$|^RequestExpired$|^UnrecognizedClient|^InvalidClientTokenId|^InvalidAccessKeyId$|^InvalidCredential|Signature|^AuthFailure$|^Missing(AuthenticationToken|Credential)|^(ERR_INVALID_CHAR|ENOENT|EACCES|ENOTDIR|EISDIR)$|^InstanceMetadata|^Unauthorized(SSO|Client)?(Token)?(Exception)?$/,
  ],
  ['permission', /denied|unauthori[sz]ed|not ?authori[sz]ed|forbidden/i],
  ['region', /^OptInRequired$|^RegionDisabled|^InvalidRegion|^EndpointError$|^SubscriptionRequired/],
  ['throttled', /thrott|^TooManyRequests|^RequestLimitExceeded$|^SlowDown$|^BandwidthLimit|^HTTP 429$/i],
  ['deadline', /^DeadlineExceeded$/],
  ['timeout', /timeout|timedout|^AnswerTooSlow$|^AbortError$|^HTTP 504$/i],
  ['dns', /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|EREFUSED)$/],
  ['unreadable', /^(UnreadableAnswer|IncompleteAnswer|AnswerTooLarge|EndlessPages)$|^HPE_/],
  ['missing', /NotFound|NonexistentItem|DoesNotExist|^NoSuch/],
  ['connection', /^E[A-Z]+$|^ERR_|^CERT|^CRL|_CERT|^UNABLE_TO|^HOSTNAME_MISMATCH|^UND_ERR|^NetworkingError$/],
];

export function causeOf({
  reason,
  message = '',
}: {
  readonly reason: string;
  readonly message?: string | undefined;
}): Cause {
  return (
    causes.find(([, name, words]) => name.test(reason) && (words?.test(message) ?? true))?.[0] ?? 'other'
  );
}

/** What would help, as the end of "needs …"; undefined where that is a permission, which the operation names. */
export function remedyOf(refusal: Parameters<typeof causeOf>[0]): string | undefined {
  const cause = causeOf(refusal);
  return cause === 'permission' ? undefined : remedies[cause];
}

const remedies: Readonly<Record<Exclude<Cause, 'permission'>, string>> = {
  credentials: 'valid credentials',
  clock: 'the right time on this machine',
  dns: 'a region that exists, and a name server that knows its endpoint',
  connection: 'an endpoint that can be reached and trusted',
  region: 'a region that the account has enabled',
  throttled: 'another try, when fewer ask',
  timeout: 'another try',
  deadline: 'a longer --deadline, or another try',
  unreadable: 'an answer that AWS would give',
  missing: 'another try, when nothing is on its way',
  other: 'another try',
};
