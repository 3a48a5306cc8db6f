import { expect, test } from '@jest/globals';
import { classify } from '../../src/aws/classify.ts';
import { IncompleteAnswer } from '../../src/aws/complete-answer.ts';
import { causeOf, remedyOf } from '../../src/model/cause.ts';

const error = (name: string, more: object = {}) => Object.assign(new Error('words'), { name, ...more });
const http = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });
const network = (code: string) => error('Error', { code });

test.each([
  ['a denial', error('AccessDeniedException', http(400)), 'AccessDeniedException', 'permission'],
  ['a denial of EC2', error('UnauthorizedOperation', http(403)), 'UnauthorizedOperation', 'permission'],
  ['a denial that cannot be parsed', error('SyntaxError', http(403)), 'AccessDenied', 'permission'],
  ['a throttle', error('ThrottlingException', http(400)), 'ThrottlingException', 'throttled'],
  ['a throttle of EC2', error('RequestLimitExceeded', http(503)), 'RequestLimitExceeded', 'throttled'],
  ['a fault whose body is a web page', error('SyntaxError', http(500)), 'HTTP 500', 'other'],
  ['what cannot be parsed', error('SyntaxError', http(200)), 'UnreadableAnswer', 'unreadable'],
  ['what the SDK stumbles over', error('TypeError', http(200)), 'UnreadableAnswer', 'unreadable'],
  ['what is cut off', new IncompleteAnswer('cut off'), 'IncompleteAnswer', 'unreadable'],
  ['a timeout', error('TimeoutError'), 'TimeoutError', 'timeout'],
  ['a connection that breaks', network('ECONNRESET'), 'ECONNRESET', 'connection'],
  ['a host that does not exist', network('ENOTFOUND'), 'ENOTFOUND', 'dns'],
  ['a name server that is away', network('EAI_AGAIN'), 'EAI_AGAIN', 'dns'],
  ['a certificate out of date', network('CERT_HAS_EXPIRED'), 'CERT_HAS_EXPIRED', 'connection'],
  [
    'a certificate of its own making',
    network('DEPTH_ZERO_SELF_SIGNED_CERT'),
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'connection',
  ],
  [
    'another version of TLS',
    network('ERR_SSL_WRONG_VERSION_NUMBER'),
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'connection',
  ],
  ['what is no HTTP', network('HPE_INVALID_CONSTANT'), 'HPE_INVALID_CONSTANT', 'unreadable'],
  [
    'a break told as a cause',
    error('Error', { cause: network('EHOSTUNREACH') }),
    'EHOSTUNREACH',
    'connection',
  ],
  [
    'every address of a host refusing',
    new AggregateError([network('ECONNREFUSED'), network('ECONNREFUSED')]),
    'ECONNREFUSED',
    'connection',
  ],
  ['credentials that are gone', error('CredentialsProviderError'), 'CredentialsProviderError', 'credentials'],
  ['a sign-on that has expired', error('TokenProviderError'), 'TokenProviderError', 'credentials'],
  ...['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'UnrecognizedClientException'].map(
    (name) => [name, error(name, http(400)), name, 'credentials'] as const,
  ),
  ['an unknown key', error('InvalidClientTokenId', http(403)), 'InvalidClientTokenId', 'credentials'],
  ['a region nobody opted in to', error('OptInRequired', http(403)), 'OptInRequired', 'region'],
  ['a clock that is wrong', error('RequestTimeTooSkewed', http(403)), 'RequestTimeTooSkewed', 'clock'],
  [
    'a clock that is behind',
    Object.assign(new Error('Signature expired: 1 is now earlier than 2'), {
      name: 'InvalidSignatureException',
      ...http(400),
    }),
    'InvalidSignatureException',
    'clock',
  ],
  ['what is not there', error('ClusterNotFoundException', http(400)), 'ClusterNotFoundException', 'missing'],
])('%s is a refusal', (_, thrown, reason, cause) => {
  const refusal = classify(thrown);
  expect(refusal).toMatchObject({ kind: 'refusal', reason });
  expect(causeOf(refusal)).toBe(cause);
});

test('what would help is said where that is no permission', () => {
  expect(remedyOf({ reason: 'AccessDeniedException' })).toBeUndefined();
  expect(remedyOf({ reason: 'ExpiredToken' })).toBe('valid credentials');
  expect(remedyOf({ reason: 'EAI_AGAIN' })).toBe('a name server that knows the endpoint');
});

test.each([
  ['a bug of ours', new TypeError('x is not a function')],
  ['a bug of ours in calling Node', error('TypeError', { code: 'ERR_INVALID_ARG_TYPE' })],
  ['a value that is no error', 'text'],
])('%s goes on', (_, bug) => {
  expect(() => classify(bug)).toThrow(bug as Error);
});

test("AWS's words are kept on one line, without what a terminal obeys, and shortened", () => {
  const words = `not authorized to perform:\n ecs:ListTasks\u001b[2J \u202Ewith an explicit deny ${'x'.repeat(400)}`;
  const { message = '' } = classify(Object.assign(new Error(words), { name: 'AccessDenied', ...http(400) }));
  expect(message).toMatch(/^not authorized to perform: ecs:ListTasks \[2J with an explicit deny x+…$/);
  expect(message).toHaveLength(300);
});

test('what the SDK says to programmers of an answer it cannot parse is left out', () => {
  const words =
    'Unexpected token <\n  Deserialization error: to see the raw response, inspect the hidden field.';
  const refusal = classify(Object.assign(new Error(words), { name: 'SyntaxError', ...http(502) }));
  expect(refusal).toMatchObject({ reason: 'HTTP 502', message: 'Unexpected token <' });
});
