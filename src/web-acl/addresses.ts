/** Addresses of one family are numbers from 0; IPv6 needs bigints. */
export interface Range {
  readonly family: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

export const LAST: Readonly<Record<4 | 6, bigint>> = { 4: 2n ** 32n - 1n, 6: 2n ** 128n - 1n };

/** A CIDR block or a single address, or null where it is neither. */
export function parseRange(cidr: string): Range | null {
  const [address = '', length, ...more] = cidr.trim().split('/');
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const value = family === 4 ? parseIpv4(address) : parseIpv6(address);
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (value === null || more.length > 0 || prefix < 0 || prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const from = (value / size) * size;
  return { family, from, to: from + size - 1n };
}

function parseIpv4(address: string): bigint | null {
  const parts = address.split('.');
  const isValid = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isValid ? BigInt(parts.reduce((sum, part) => sum * 256 + Number(part), 0)) : null;
}

function parseIpv6(address: string): bigint | null {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (embedded !== null) return parseEmbedded(embedded[1] ?? '', embedded[2] ?? '');
  const halves = address.split('::');
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [high = [], low = []] = groups;
  const missing = 8 - high.length - low.length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return null;
  const words = [...high, ...Array<string>(Math.max(missing, 0)).fill('0'), ...low];
  if (!words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))) return null;
  return words.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}

function parseEmbedded(start: string, ipv4: string): bigint | null {
  const value = parseIpv4(ipv4);
  if (value === null) return null;
  return parseIpv6(`${start}${(value >> 16n).toString(16)}:${(value & 65_535n).toString(16)}`);
}

export function show(family: 4 | 6, value: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const words = [...Array(8).keys()].map((at) => ((value >> BigInt(112 - 16 * at)) & 65_535n).toString(16));
  return words
    .join(':')
    .replace(/\b0(:0)+\b/, ':')
    .replace(/:{3,}/, '::');
}
