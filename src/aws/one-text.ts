/**
 * Whether JSON says the same to whoever reads it with their own eyes as to who parses it: no name stands twice, and no
 * number is more than one. Spaces, and how characters are escaped, do not matter.
 */
export function hasOneText(json: string, value: unknown): boolean {
  const plain = JSON.stringify(value);
  return json === plain || json.replace(token, normal) === plain;
}

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\s+/g;

function normal(text: string): string {
  if (text.trim() === '') return '';
  return text.startsWith('"') ? JSON.stringify(JSON.parse(text)) : text.replace(/^(-?\d+)\.0+$/, '$1');
}
