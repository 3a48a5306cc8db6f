import type { Reply } from '../emulator/refusals.ts';
import { refused } from './replies.ts';
import { type Expected, first, type Way } from './way.ts';
import { type Fault, send } from './wire.ts';

const scp =
  'User: arn:aws:sts::123456789012:assumed-role/audit/x is not authorized to perform: some:OtherAction with an explicit deny in a service control policy';

/** What AWS, or whoever answers for it, may say instead of an answer. */
export const refusals: readonly Way[] = [
  refusal('403 AccessDenied', 'AccessDenied', 403, 'User: u is not authorized to perform: it', {
    permission: true,
    says: 'is not authorized to perform: it',
  }),
  refusal('403 AccessDenied by an SCP', 'AccessDeniedException', 403, scp, {
    permission: true,
    says: 'some:OtherAction with an explicit deny in a service control policy',
  }),
  refusal('400 AccessDeniedException', 'AccessDeniedException', 400, 'not for you', {
    permission: true,
    says: 'not for you',
  }),
  refusal(
    '403 UnauthorizedOperation',
    'UnauthorizedOperation',
    403,
    'You are not authorized to perform this operation. Encoded authorization failure message: abcdefghijkl',
    {
      permission: true,
      says: 'You are not authorized to perform this operation.',
    },
  ),
  refusal('throttled for ever', 'Throttling', 400, 'Rate exceeded', { says: 'Rate exceeded', slow: true }),
  {
    name: 'throttled twice',
    fault: first(2, (met) =>
      send(met.response, refused(met.asked, 'ThrottlingException', 400, 'Rate exceeded')),
    ),
    harmless: true,
    slow: true,
  },
  refusal('500 InternalFailure', 'InternalFailure', 500, 'we stumbled', { says: 'we stumbled', slow: true }),
  refusal('503 ServiceUnavailable', 'ServiceUnavailable', 503, 'later', { says: 'later', slow: true }),
  {
    name: '503 once',
    fault: first(1, (met) => send(met.response, refused(met.asked, 'ServiceUnavailable', 503, 'later'))),
    harmless: true,
    slow: true,
  },
  {
    name: '429 with Retry-After',
    fault: ({ response, asked }) =>
      send(
        response,
        withHeader(refused(asked, 'TooManyRequestsException', 429, 'slow down'), 'retry-after', '2'),
      ),
    says: 'slow down',
    slow: true,
  },
  {
    name: '429 with a long Retry-After',
    fault: ({ response, asked }) =>
      send(
        response,
        withHeader(refused(asked, 'TooManyRequestsException', 429, 'slow down'), 'retry-after', '3600'),
      ),
    slow: true,
  },
  refusal('OptInRequired', 'OptInRequired', 403, 'You are not subscribed to this service', {
    says: 'You are not subscribed',
  }),
  refusal('RegionDisabledException', 'RegionDisabledException', 403, 'STS is not activated in this region', {
    says: 'not activated',
  }),
  refusal(
    'UnrecognizedClientException',
    'UnrecognizedClientException',
    403,
    'The security token included in the request is invalid.',
    { says: 'security token' },
  ),
  refusal(
    'ExpiredTokenException',
    'ExpiredTokenException',
    403,
    'The security token included in the request is expired',
    { says: 'is expired' },
  ),
  refusal('ExpiredToken', 'ExpiredToken', 400, 'token is expired', { says: 'token is expired' }),
  refusal('RequestExpired', 'RequestExpired', 400, 'Request has expired.', { says: 'Request has expired.' }),
  refusal(
    'SignatureDoesNotMatch',
    'SignatureDoesNotMatch',
    403,
    'Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z',
    { says: 'is now earlier than', slow: true },
  ),
  refusal(
    'InvalidSignatureException',
    'InvalidSignatureException',
    400,
    'Signature not yet current: 20260101T000000Z is still later than 2026',
    { says: 'not yet current', slow: true },
  ),
  refusal(
    'RequestTimeTooSkewed',
    'RequestTimeTooSkewed',
    403,
    'The difference between the request time and the current time is too large.',
    { says: 'too large', slow: true },
  ),
  refusal('a hostile message', 'AccessDeniedException', 403, '\u001b[31mred\u202e evil\n::error::x\u0007', {
    permission: true,
    says: 'red',
  }),
  refusal('a very long message', 'AccessDeniedException', 403, 'x'.repeat(200_000), { permission: true }),
  refusal('a hostile code', '__proto__', 400, 'proto', { says: 'proto' }),
  refusal('a code that is constructor', 'constructor', 400, 'odd', { says: 'odd' }),
  refusal('a validation error', 'ValidationException', 400, 'no such parameter', {
    says: 'no such parameter',
  }),
  body('403 with an HTML page', 403, 'text/html', '<html><body>Forbidden by proxy</body></html>', {
    permission: true,
  }),
  body('403 with nothing', 403, 'text/plain', '', { permission: true }),
  body('404 with nothing', 404, 'text/plain', '', { either: true }),
  body('400 with an array', 400, 'application/json', '[]', {}),
  body('400 with a number', 400, 'application/json', '5', {}),
  body('400 with null', 400, 'application/json', 'null', {}),
  body('500 with broken XML', 500, 'text/xml', '<ErrorResponse><Error><Code>Inter', { slow: true }),
  body('502 with HTML', 502, 'text/html', '<html><h1>Bad gateway</h1></html>', { slow: true }),
  body(
    'an HTML page with 200',
    200,
    'text/html',
    '<!doctype html><html><body>captive portal</body></html>',
    {},
  ),
  body(
    'well-formed XHTML with 200',
    200,
    'text/html',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>hi</body></html>',
    {},
  ),
  body('XML of something else with 200', 200, 'text/xml', '<Foo><Bar>1</Bar></Foo>', {}),
  body(
    'an S3 error with 200',
    200,
    'text/xml',
    '<Error><Code>AccessDenied</Code><Message>no</Message></Error>',
    {},
  ),
  body('an empty body with 200', 200, 'application/json', '', {}),
  body('a blank body with 200', 200, 'application/json', ' \n', {}),
  body('{} with 200', 200, 'application/json', '{}', { either: true }),
  body('null with 200', 200, 'application/json', 'null', {}),
  body('[] with 200', 200, 'application/json', '[]', {}),
  body('"text" with 200', 200, 'application/json', '"text"', {}),
  body('true with 200', 200, 'application/json', 'true', {}),
  body('nested deep with 200', 200, 'application/json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}),
  body('204', 204, 'application/json', '', {}),
  body('201 with {}', 201, 'application/json', '{}', { either: true }),
  body('a redirect elsewhere', 301, 'text/plain', '', {}, { location: 'http://127.0.0.1:1/' }),
  body('a temporary redirect', 307, 'text/plain', '', {}, { location: 'http://127.0.0.1:1/' }),
  body('a redirect to nowhere', 302, 'text/html', '<html></html>', {}),
  body('304', 304, 'text/plain', '', {}),
  body('101 like bytes', 299, 'application/octet-stream', '\u0000\u0001\u0002', {}),
];

function refusal(name: string, code: string, status: number, message: string, expected: Expected): Way {
  return {
    name,
    fault: ({ response, asked }) => send(response, refused(asked, code, status, message)),
    ...expected,
  };
}

function body(
  name: string,
  status: number,
  type: string,
  text: string,
  expected: Expected,
  headers: Record<string, string> = {},
): Way {
  const fault: Fault = ({ response }) => {
    if (status === 204 || status === 304) return void response.writeHead(status).end();
    send(response, { status, headers: { 'content-type': type, ...headers }, body: Buffer.from(text) });
  };
  return { name, fault, ...expected };
}

const withHeader = (reply: Reply, name: string, value: string): Reply => ({
  ...reply,
  headers: { ...reply.headers, [name]: value },
});
