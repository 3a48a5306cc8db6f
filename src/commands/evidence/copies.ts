import { isObject } from '../../documents/json-object.ts';
import { parse } from '../../documents/parse.ts';
import { UserError } from '../../model/user-error.ts';
import { printable } from '../../text/printable.ts';

interface Copy {
  /** What the manifest says that it is. */
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

/**
 * Throws `UserError` where the copy of a policy is another than the manifest names, or none. Whether it is sound is not
 * asked: what was a policy when it was recorded may be refused by a later version.
 */
export function requireNamedCopies(dir: string, copies: readonly Copy[]): void {
  for (const { id, file, text } of copies) {
    const { value } = parse(text, { comments: file.endsWith('.jsonc'), whole: 'a policy' });
    if (isObject(value) && value['id'] === id) continue;
    const found =
      isObject(value) && typeof value['id'] === 'string' ? `the policy ${value['id']}` : 'no policy';
    throw new UserError(
      `the evidence in ${printable(dir)} contradicts itself: ${file} is ${printable(found)}, its manifest says ${id}\nit proves nothing; record it anew`,
    );
  }
}
