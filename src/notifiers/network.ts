/** The code of an error of the network. Its text is told to nobody: it may hold what was sent. */
export function codeOf(error: unknown): string {
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  if (cause) return codeOf(cause);
  return typeof name === 'string' ? name : 'unknown error';
}

/** A call over the network that came to nothing. Of what went wrong only the code is kept. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code: string;
  constructor(cause: unknown) {
    super(codeOf(cause));
    this.code = codeOf(cause);
  }
}

/** Where no connection came about, nothing arrived. */
export const neverConnected = (code: string): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
