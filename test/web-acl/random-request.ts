import type { Request } from '../../src/web-acl/model.ts';

/** A small, fast, seeded generator (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const COUNTRIES = ['KP', 'KP', 'IR', 'US', 'CA', 'DE', 'XX'];
const IPS = ['203.0.113.7', '1.2.3.4', '1.2.3.9', '10.1.1.1', '200.1.1.1', '2001:db8::7', '2001:db8:1::1'];
const PATHS = [
  '/',
  '/health',
  '/HEALTH',
  '/a',
  '/A',
  '/ab',
  '/login.php',
  '/x',
  '/%61',
  '/a/health',
  '/.php',
  '/health/12',
  '//a',
  '/a&b',
  '/./a',
  '/x/../health',
  '/&#x61;',
  '/^a',
  '/x y',
];
const QUERIES = [
  '',
  '',
  'x=1',
  'x',
  'id=1',
  'id=2',
  'id=1&x',
  'id=1&id=2',
  'X=1',
  'abcdefgh',
  'x%3D1',
  'id=x',
  'x=2&id=1',
  'x=id',
  'id=1&x=2',
  'id=1;x=2',
  'x;id=2',
  'id%3D2',
  'id=2&id=2',
];
const COOKIES = ['id=1', 'id=2; x=1', 'x=id', 'id=1; id=2', 'a=1; b=2', 'ID=1', 'x'];
const METHODS = ['GET', 'GET', 'POST', 'PUT'];
const KEYS = ['k', 'key', 'x', 'K', 'akeyb', ''];
const LISTS = [
  '1.2.3.4',
  '203.0.113.7',
  'nonsense',
  '10.0.0.1, 203.0.113.7',
  '203.0.113.7, 1.2.3.4',
  'nonsense, 1.2.3.4',
  '1.2.3.4, nonsense',
  `1.2.3.4${', 203.0.113.7'.repeat(10)}`,
  '1.2.3.9, x',
  'x',
  'id=1',
  '2001:db8::7',
];

const SIZES = [0, 0, 1, 7, 8192, 8193, 70_000];
const LONG = 'x'.repeat(8192);
const BODIES = ['k', 'key', 'akeyb', 'a key b', 'x', 'xxxxxxx', `key${LONG}`, `${LONG}key`, LONG];

/** A request at the edges of what the random web ACLs look at. */
export function randomRequest(random: () => number): Request & { readonly more: Request['headers'] } {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const sometimes = (name: string, values: readonly string[]) =>
    random() < 0.5 ? {} : { [name]: pick(values) };
  const country = pick(COUNTRIES);
  return {
    country,
    sourceIp: pick(IPS),
    method: pick(METHODS),
    path: pick(PATHS),
    query: pick(QUERIES),
    headers: {
      ...sometimes('x-forwarded-for', LISTS),
      ...sometimes('x-real-ip', LISTS),
      ...sometimes('x-api-key', KEYS),
      ...sometimes('x-other', KEYS),
      ...(random() < 0.5 ? sometimes('cookie', COOKIES) : {}),
      ...(random() < 0.3 ? sometimes('x-api-2', KEYS) : {}),
      ...(random() < 0.05 ? { 'x-long': LONG, 'x-last': 'k' } : {}),
      ...(random() < 0.05 ? { cookie: `id=1; a=${LONG}` } : {}),
    },
    more: random() < 0.8 ? {} : { ...sometimes('x-api-key', KEYS), ...sometimes('cookie', COOKIES) },
    ...pick([
      ...SIZES.map((bodySize) => ({ bodySize })),
      ...BODIES.map((body) => ({ body, bodySize: body.length })),
    ]),
    token: pick(['none', 'valid'] as const),
    forwardedCountry: pick(COUNTRIES),
    forwardedCountries: { 'x-forwarded-for': pick(COUNTRIES), 'x-real-ip': pick(COUNTRIES) },
    ...(country === 'US' && random() < 0.5 ? { region: 'US-CA' } : {}),
    exceeded: random() < 0.5 ? [] : ['r0', 'r1', 'r2', 'r3', 'r4', 'g0', 'g1'].filter(() => random() < 0.4),
  };
}
