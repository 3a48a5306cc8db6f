import type { Audit } from '../../model/audit.ts';
import { UserError } from '../../model/user-error.ts';
import { plural } from '../../text/plural.ts';
import { printable } from '../../text/printable.ts';
import { say } from '../say.ts';
import type { Shell } from '../shell.ts';
import { signerFor } from '../sign.ts';

/**
 * Says what an audit kept as evidence, and signs it, once its report is out. Throws `UserError` for a key that is none;
 * afterwards, where the evidence could not be written or signed.
 */
export function keepingIn(record: string, sign: string | undefined) {
  const signs = sign === undefined ? undefined : signerFor(sign);
  return ({ evidence, calls, places }: Audit, shell: Shell): void => {
    if (!evidence || evidence.kind === 'lost')
      throw new UserError(
        `the evidence could not be kept in ${printable(record)}: ${printable(evidence?.message ?? 'nothing was recorded')}\nwhat was reported stands; record it anew`,
      );
    const what = `${plural(calls.asked, 'answer')} of AWS in ${plural(places.length, 'place')}`;
    say(
      shell,
      `kept as evidence in ${printable(record)}: ${what}, and ${plural(evidence.policies.length, 'policy', 'policies')}\n${evidence.digest}`,
    );
    if (!signs) return;
    const { file, exposed } = signs(record, evidence.digest);
    say(shell, `the signature is in ${printable(file)}`);
    if (exposed !== undefined) say(shell, `others may read the key ${printable(exposed)}`);
  };
}
