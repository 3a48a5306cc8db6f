import { isNativeError } from 'node:util/types';
/** A failure between us and AWS: of a name, a connection, a certificate, or of HTTP itself. */
export interface NetworkError {
  /** `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `HPE_INVALID_CONSTANT`; the error's name where it has no code. */
  readonly code: string;
  readonly message: string;
}

// Names of Node's, the SDK's and our own errors for an answer that never came whole.
const names =
  /^(TimeoutError|AbortError|IncompleteAnswer|AnswerTooSlow|AnswerTooLarge|RequestTimeout|NetworkingError)$/;

// System errors and DNS (EAI_AGAIN); Node's errors of TLS, HTTP/2, sockets and streams that end; its HTTP parser's;
// what a header or a URL may not hold, which comes from credentials or an endpoint.
const codes =
  /^(E(?!RR_)[A-Z][A-Z0-9_]+|ERR_(SSL|TLS|OSSL|HTTP2|SOCKET)_\w+|ERR_STREAM_PREMATURE_CLOSE|ERR_INVALID_(CHAR|URL)|HPE_\w+|UND_ERR\w*)$/;
// Why OpenSSL does not trust a certificate (tls, "X509 certificate error codes").
const certificate =
  /^((CERT|CRL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERROR_IN_C|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)\w*)$/;

/** What broke on the wire, wherever Node and the SDK put it: in the error, its cause, or one of several attempts. */
export function networkErrorIn(error: unknown): NetworkError | undefined {
  return chainOf(error, 5)
    .map((link) => ({ link, code: codeOf(link) }))
    .flatMap(({ link, code }) => (code ? [{ code, message: link.message || messageOf(error) }] : []))[0];
}

interface Link extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly errors?: unknown;
}

function codeOf({ name, code, syscall }: Link): string | undefined {
  if (typeof code === 'string' && (codes.test(code) || certificate.test(code) || typeof syscall === 'string'))
    return code;
  return names.test(name) ? name : undefined;
}

function chainOf(error: unknown, depth: number): readonly Link[] {
  if (!isNativeError(error) || depth === 0) return [];
  const { errors, cause } = error as Link;
  const attempts = Array.isArray(errors) ? errors : []; // of an AggregateError: one for each address of a host
  return [error as Link, ...[...attempts, cause].flatMap((inner) => chainOf(inner, depth - 1))];
}

/** An AggregateError often says nothing itself. */
const messageOf = (error: unknown): string =>
  chainOf(error, 5)
    .map(({ message }) => message)
    .find(Boolean) ?? '';
