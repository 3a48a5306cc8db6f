/** What of our own making no one outside would know by its name, in words. */
const words: Readonly<Record<string, string>> = {
  'Live.LaunchProof': 'which task definition its tasks start from',
};

/** A property as people are told of it: by AWS's name for it, or in words where it is ours. */
export const propertyText = (property: string): string =>
  Object.hasOwn(words, property) ? (words[property] ?? property) : property;
