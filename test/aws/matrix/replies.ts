import type { Asked } from '../emulator/identify.ts';
import type { Reply } from '../emulator/refusals.ts';

/** An error as each of AWS's protocols puts it. */
export function refused({ protocol, service }: Asked, code: string, status: number, message: string): Reply {
  const text = message
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/\p{Cc}/gu, ' ');
  const error = `<Code>${code}</Code><Message>${text}</Message>`;
  const as = (type: string, body: string): Reply => ({
    status,
    headers: { 'content-type': type },
    body: Buffer.from(body),
  });
  switch (protocol) {
    case 'json':
      return as(
        'application/x-amz-json-1.1',
        JSON.stringify({ __type: `com.amazonaws.${service}#${code}`, message }),
      );
    case 'rest':
      return {
        ...as('application/json', JSON.stringify({ ErrorCode: code, Message: message })),
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      };
    case 'query':
      return as(
        'text/xml',
        `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>42</RequestId></ErrorResponse>`,
      );
    case 'ec2':
      return as(
        'text/xml',
        `<Response><Errors><Error>${error}</Error></Errors><RequestID>42</RequestID></Response>`,
      );
  }
}
