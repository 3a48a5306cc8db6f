const most = 300;

// What EC2 adds to a denial: two screens that only sts:DecodeAuthorizationMessage can read.
const encoded = /\s*Encoded authorization failure message: \S+/i;

// What the SDK adds to an error answer that it cannot parse, for who debugs a program.
const forProgrammers = /\s*Deserialization error: to see the raw response, .*$/s;

/** AWS's own words on one line, without what a terminal would obey or hide. Where cut, an ellipsis says so. */
export function shortened(message: string): string {
  const letters = [
    ...message
      .replace(encoded, '')
      .replace(forProgrammers, '')
      .replace(/[\p{C}\p{Z}]+/gu, ' ')
      .trim(),
  ];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
}
