/**
 * What stands at a path is not what may be read or written there. The message ends "…: ", says what stands there, and
 * holds nothing of what is in it. It has a `code`, as what `node:fs` throws.
 */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
  readonly code = 'UNFIT';
}
