/** Something the user can mend: what was looked for, where, and what to do. Exit status 64, no stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
