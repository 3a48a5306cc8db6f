/**
 * The bits that all addresses of a block share, behind its family: `10.0.0.0/8` is `4:00001010`. Of two blocks the
 * wider one's bits begin the other's. Undefined for what is no block.
 */
export function bitsOf(block: string): string | undefined {
  const [address = '', given, ...rest] = block.trim().split('/');
  const family = address.includes(':') ? '6' : '4';
  const bits = family === '6' ? bitsOfV6(address) : bitsOfV4(address);
  const length = given === undefined ? bits?.length : Number(given);
  if (!bits || rest.length > 0 || length === undefined || !/^\d*$/.test(given ?? '')) return undefined;
  return length <= bits.length ? `${family}:${bits.slice(0, length)}` : undefined;
}

function bitsOfV4(address: string): string | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('');
}

function bitsOfV6(address: string): string | undefined {
  const [head = '', tail, ...more] = address.split('::');
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  const left = groups(head);
  const right = groups(tail ?? '');
  const missing = 8 - left.length - right.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const all = [...left, ...Array<string>(tail === undefined ? 0 : missing).fill('0'), ...right];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
