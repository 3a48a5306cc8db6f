/** An address as a number, so that 10,000 of them sort fast; one of IPv6 needs a bigint. */
export type Address = number | bigint;

/** The addresses from `from` up to, not including, `end`. */
export interface Range {
  readonly family: 4 | 6;
  readonly from: Address;
  readonly end: Address;
}

/** The end of the address space. */
export const END: Readonly<Record<4 | 6, Address>> = { 4: 2 ** 32, 6: 2n ** 128n };

/** A CIDR block or a single address, or null where it is neither. */
export function parseRange(cidr: string): Range | null {
  const slash = cidr.indexOf('/');
  const address = (slash < 0 ? cidr : cidr.slice(0, slash)).trim();
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const prefix = slash < 0 ? bits : parsePrefix(cidr.slice(slash + 1).trim());
  if (prefix < 0 || prefix > bits) return null;
  return family === 4 ? rangeOfIpv4(address, prefix) : rangeOfIpv6(address, prefix);
}

function parsePrefix(length: string): number {
  return /^\d{1,3}$/.test(length) ? Number(length) : -1;
}

function rangeOfIpv4(address: string, prefix: number): Range | null {
  const value = parseIpv4(address);
  if (value === null) return null;
  const size = 2 ** (32 - prefix);
  const from = value - (value % size);
  return { family: 4, from, end: from + size };
}

function rangeOfIpv6(address: string, prefix: number): Range | null {
  const value = parseIpv6(address);
  if (value === null) return null;
  const size = 1n << BigInt(128 - prefix);
  const from = value - (value % size);
  return { family: 6, from, end: from + size };
}

/** Digit by digit: there may be half a million of them. */
function parseIpv4(address: string): number | null {
  let [value, part, digits, parts] = [0, 0, 0, 1];
  for (let at = 0; at < address.length; at += 1) {
    const digit = address.charCodeAt(at) - ZERO;
    if (digit === DOT && digits > 0 && parts < 4) {
      value = value * 256 + part;
      [part, digits, parts] = [0, 0, parts + 1];
    } else {
      part = part * 10 + digit;
      digits += 1;
      if (digit < 0 || digit > 9 || digits > 3 || part > 255) return null;
    }
  }
  return parts === 4 && digits > 0 ? value * 256 + part : null;
}

const ZERO = 48;
const DOT = '.'.charCodeAt(0) - ZERO;

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
  return parseIpv6(`${start}${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`);
}

export function show(family: 4 | 6, address: Address): string {
  const value = BigInt(address);
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const words = [...Array(8).keys()].map((at) => ((value >> BigInt(112 - 16 * at)) & 65_535n).toString(16));
  return words
    .join(':')
    .replace(/\b0(:0)+\b/, ':')
    .replace(/:{3,}/, '::');
}
