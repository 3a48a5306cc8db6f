import { expect, test } from '@jest/globals';
import { classify } from '../../src/aws/classify.ts';
import { IncompleteAnswer } from '../../src/aws/complete-answer.ts';

const error = (name: string, more: object = {}) => Object.assign(new Error('words'), { name, ...more });
const http = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

test.each([
  ['a denial', error('AccessDeniedException', http(400)), 'AccessDeniedException'],
  ['a throttle', error('ThrottlingException', http(400)), 'ThrottlingException'],
  ['a denial whose body cannot be parsed', error('SyntaxError', http(403)), 'AccessDenied'],
  ['a fault whose body is a web page', error('SyntaxError', http(500)), 'HTTP 500'],
  ['an answer that cannot be parsed', error('SyntaxError', http(200)), 'UnreadableAnswer'],
  ['an answer that is cut off', new IncompleteAnswer('cut off'), 'IncompleteAnswer'],
  ['a timeout', error('TimeoutError'), 'TimeoutError'],
  ['a connection that breaks', error('Error', { code: 'ECONNRESET' }), 'ECONNRESET'],
  ['a host that does not exist', error('Error', { code: 'ENOTFOUND' }), 'ENOTFOUND'],
])('%s is a refusal', (_, thrown, reason) => {
  expect(classify(thrown)).toMatchObject({ kind: 'refusal', reason });
});

test('a bug of ours goes on', () => {
  const bug = new TypeError('x is not a function');
  expect(() => classify(bug)).toThrow(bug);
});

test('missing credentials are said to the user, with what to set', () => {
  expect(() => classify(error('CredentialsProviderError'))).toThrow(/no AWS credentials[\s\S]*AWS_PROFILE/);
});
