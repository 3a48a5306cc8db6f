/** Whether an address is in a list of CIDR blocks, by comparing bits. */
export function isIn(address: string, blocks: readonly string[]): boolean {
  const own = bits(address);
  return blocks.some((block) => {
    const [base = '', length] = block.split('/');
    const start = bits(base);
    const prefix = length === undefined ? start.length : Number(length);
    return start.length === own.length && start.slice(0, prefix) === own.slice(0, prefix);
  });
}

function bits(address: string): string {
  if (!address.includes(':')) return binary(address.split('.').map(Number), 8);
  const [head = '', tail] = address.split('::');
  const words = (text: string) =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
  const [high, low] = [words(head), words(tail ?? '')];
  return binary([...high, ...Array<number>(8 - high.length - low.length).fill(0), ...low], 16);
}

function binary(parts: readonly number[], width: number): string {
  return parts.map((part) => part.toString(2).padStart(width, '0')).join('');
}
