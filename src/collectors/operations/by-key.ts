/**
 * A list of keys with their values, by the keys. Where an answer leaves out the value it is not known: as an empty text
 * it would be anything but what a policy forbids.
 */
export function byKey(
  pairs: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.flatMap(({ Key, Value }) => (Key === undefined || Value === undefined ? [] : [[Key, Value]])),
  );
}
