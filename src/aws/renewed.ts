// A credential that is about to expire may be refused by the time AWS reads it: the SDK's own clients renew as early.
const early = 5 * 60_000;

/** One value for all who ask, got anew before it expires. What fails is told to all who wait, and tried again by the next. */
export function renewed<T extends { readonly expiration?: Date | undefined }>(
  get: () => Promise<T>,
  now: () => Date,
): () => Promise<T> {
  let held: T | undefined;
  let pending: Promise<T> | undefined;
  async function renew(): Promise<T> {
    held = await get();
    return held;
  }
  const lasts = ({ expiration }: T) => !expiration || expiration.getTime() - now().getTime() > early;
  return () => {
    if (held && lasts(held)) return Promise.resolve(held);
    pending ??= renew().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
