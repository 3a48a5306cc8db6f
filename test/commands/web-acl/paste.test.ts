import { expect, test } from '@jest/globals';
import { requestOf } from '../../../src/commands/web-acl/request.ts';
import type { Request } from '../../../src/web-acl/model.ts';
import { pasted } from '../../../src/web-acl/tell/paste.ts';

const plain: Request = {
  country: 'KP',
  sourceIp: '203.0.113.7',
  method: 'GET',
  path: '/health',
  query: '',
  headers: {},
  bodySize: 0,
  token: 'none',
};

test.each<[string, Partial<Request>]>([
  ['a plain request', {}],
  ['a quote, as a shell ends its text with', { path: "/it's" }],
  ['what is invisible', { path: '/\u202e\u0085' }],
  ['headers, a body and a token', { headers: { 'x-a': 'b "c"' }, bodySize: 9, token: 'valid' }],
])('a witness with %s can be pasted after --request, and is the same request', (_, more) => {
  const text = pasted({ ...plain, ...more });
  expect(text).toMatch(/^'[^'\p{Cc}\p{Cf}]*'$/u);
  expect(requestOf(JSON.parse(text.slice(1, -1)) as Record<string, unknown>)).toEqual({ ...plain, ...more });
});
