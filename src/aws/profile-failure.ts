import { fromIni } from '@aws-sdk/credential-providers';
import { printable } from '../text/printable.ts';
import { shortened } from './shortened.ts';

/**
 * Why the profile gave no credentials, for the chain goes on to the next provider and forgets it. Undefined where there
 * is no profile to speak of. A command's arguments are left out, and what looks like a secret in what it said.
 */
export async function profileFailure(profile: string | undefined): Promise<string | undefined> {
  try {
    await fromIni({ ...(profile !== undefined && { profile }) })();
    return undefined;
  } catch (error) {
    return wordsOf(error instanceof Error ? error.message : String(error), profile);
  }
}

function wordsOf(message: string, profile: string | undefined): string | undefined {
  const missing = /^Could not resolve credentials using profile: \[(.*?)\]/.exec(message)?.[1];
  if (missing !== undefined && profile === undefined) return undefined; // nobody asked for the default profile
  if (missing !== undefined)
    return `the configuration and credentials files have no keys, role or command of the profile ${missing}`;
  // Node's words for a command that failed: its line, and below that what it wrote to standard error.
  if (!message.startsWith('Command failed: ')) return message;
  const said = message.trim().split('\n').slice(1).at(-1);
  const withoutSecrets = shortened(printable(hidden(said ?? '')));
  return `its credential_process failed${withoutSecrets ? `: ${withoutSecrets}` : ', and said nothing'}`;
}

// AWS asks such commands to write no secret to standard error; those that do are not helped to spread it.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
const hidden = (text: string): string =>
  text
    .replace(/((?:secret|token|passw\w*|pwd|key|credential)\w*["']?\s*[=:]\s*)("[^"]*"|'[^']*'|\S+)/gi, '$1…')
    .replace(/[A-Za-z0-9+/=_-]{16,}/g, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? '…' : run));
