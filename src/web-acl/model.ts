/** AWS's own shapes (wafv2 GetWebACL, GetRuleGroup, GetIPSet), loosely typed: what the SDK does not know arrives as `{}`. */
export type Loose = Readonly<Record<string, unknown>>;

export interface WebAcl {
  readonly Name?: string | undefined;
  readonly ARN?: string | undefined;
  readonly LabelNamespace?: string | undefined;
  readonly DefaultAction?: object | undefined;
  readonly Rules?: readonly object[] | undefined;
  readonly PreProcessFirewallManagerRuleGroups?: readonly object[] | undefined;
  readonly PostProcessFirewallManagerRuleGroups?: readonly object[] | undefined;
  readonly AssociationConfig?: object | undefined;
}

export interface RuleGroup {
  readonly Name?: string | undefined;
  readonly ARN?: string | undefined;
  readonly LabelNamespace?: string | undefined;
  readonly Rules?: readonly object[] | undefined;
}

export interface IpSet {
  readonly Name?: string | undefined;
  readonly ARN?: string | undefined;
  readonly IPAddressVersion?: string | undefined;
  readonly Addresses?: readonly string[] | undefined;
}

export interface RegexPatternSet {
  readonly Name?: string | undefined;
  readonly ARN?: string | undefined;
  readonly RegularExpressionList?: readonly { readonly RegexString?: string | undefined }[] | undefined;
}

export interface ManagedRule {
  readonly Name: string;
  readonly Action?: object | undefined;
}

/** A web ACL with all it refers to. What it refers to and this does not hold (absent or null) is unread. */
export interface WebAclDocument {
  readonly WebACL: WebAcl;
  readonly RuleGroups?: Readonly<Record<string, RuleGroup | null>> | undefined;
  readonly IPSets?: Readonly<Record<string, IpSet | null>> | undefined;
  readonly RegexPatternSets?: Readonly<Record<string, RegexPatternSet | null>> | undefined;
  /** By `vendor/name`. */
  readonly ManagedRuleGroups?: Readonly<Record<string, readonly ManagedRule[] | null>> | undefined;
}

export interface Topology {
  /** The forwarded header is always present, well-formed and honest; the TCP peer is a proxy. */
  readonly trustedProxy?: boolean | undefined;
  /** Names of IP sets whose addresses the policy exempts. */
  readonly except?: readonly string[] | undefined;
}

/** Each of `countries` must be blocked; with `allowOnly`, every country outside the list, unknown (`XX`) included. */
export interface GeoQuestion extends Topology {
  readonly countries?: readonly string[] | undefined;
  readonly allowOnly?: readonly string[] | undefined;
}

/** No client gets more than `requests` in any `seconds`. */
export interface RateQuestion extends Topology {
  readonly requests: number;
  readonly seconds: number;
  /** A Captcha or Challenge on excess counts as a limit, although a valid token passes it. */
  readonly acceptChallenge?: boolean | undefined;
}

/** One HTTP request as a web ACL sees it. Header names are lower case. */
export interface Request {
  /** Of the TCP peer, which under `trustedProxy` is the proxy. `XX` is unknown. */
  readonly country: string;
  readonly sourceIp: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodySize: number;
  readonly token: 'none' | 'valid';
  readonly body?: string;
  /** Of the TLS handshake; where it is not given there was none to compute. */
  readonly ja3Fingerprint?: string;
  readonly ja4Fingerprint?: string;
  readonly uriFragment?: string;
  /** Of the first address in the forwarded header. */
  readonly forwardedCountry?: string;
  /** By header, where several are in use and differ. */
  readonly forwardedCountries?: Readonly<Record<string, string>>;
  /** ISO 3166-2, where a region label matters. */
  readonly region?: string;
  readonly asn?: number;
  /** Rate rules this client is over the limit of; none unless said. */
  readonly exceeded?: readonly string[];
  /** Whether statements nobody outside can evaluate (managed rules, SQLi, XSS) match, by rule name. Not, unless said. */
  readonly assumed?: Readonly<Record<string, boolean>>;
}

export type Witness = Request;

export interface WalkStep {
  /** `group › rule` inside a rule group; `default action` at the end. */
  readonly rule: string;
  readonly priority: number | null;
  readonly stage: 'pre' | 'rules' | 'post' | 'default';
  readonly action: string;
  readonly outcome: 'not-reached' | 'no-match' | 'skipped' | 'counted' | 'allowed' | 'blocked' | 'unknown';
}

export interface Walk {
  readonly outcome: 'allowed' | 'blocked' | 'unknown';
  readonly steps: readonly WalkStep[];
}

export type Proof =
  | { readonly verdict: 'proved'; readonly assumptions: readonly string[] }
  | {
      readonly verdict: 'violated';
      /** With what the web ACL compares in the clear: not to be shown. */
      readonly witness: Witness;
      /** The witness as it may be shown; `walkRequest` takes it too. */
      readonly shown: Request;
      readonly walk: readonly WalkStep[];
      readonly reason: string;
      /** What mends it, a sentence with a full stop; absent where no one thing does. */
      readonly fix?: string;
      readonly assumptions: readonly string[];
    }
  | { readonly verdict: 'unknown'; readonly reason: string };
