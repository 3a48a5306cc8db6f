import type { Asked, Protocol } from './identify.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Refusal = 'deny' | 'throttle' | 'optin';

interface ErrorShape {
  readonly status: number;
  readonly code: string;
}

// The code and status AWS uses for the same refusal in each of its protocols. The JSON protocol says 400 for a denial.
const shapes: Readonly<Record<Refusal, Readonly<Record<Protocol, ErrorShape>>>> = {
  deny: {
    json: { status: 400, code: 'AccessDeniedException' },
    rest: { status: 403, code: 'AccessDeniedException' },
    query: { status: 403, code: 'AccessDenied' },
    ec2: { status: 403, code: 'UnauthorizedOperation' },
  },
  throttle: {
    json: { status: 400, code: 'ThrottlingException' },
    rest: { status: 429, code: 'ThrottlingException' },
    query: { status: 400, code: 'Throttling' },
    ec2: { status: 503, code: 'RequestLimitExceeded' },
  },
  // A region that is not switched on for the account.
  optin: {
    json: { status: 400, code: 'UnrecognizedClientException' },
    rest: { status: 403, code: 'UnrecognizedClientException' },
    query: { status: 403, code: 'InvalidClientTokenId' },
    ec2: { status: 401, code: 'AuthFailure' },
  },
};

/** A refusal in the words of AWS, as the service that was asked would put it. */
export function refuse(asked: Asked, refusal: Refusal): Reply {
  const { status, code } = shapes[refusal][asked.protocol];
  const message = {
    deny: `User: arn:aws:iam::123456789012:user/plumbline is not authorized to perform: ${asked.operation}`,
    throttle: 'Rate exceeded',
    optin: 'The security token included in the request is invalid',
  }[refusal];
  const { type, text } = bodyOf(asked.protocol, code, message);
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-errortype': code },
    body: Buffer.from(text),
  };
}

function bodyOf(protocol: Protocol, code: string, message: string): { type: string; text: string } {
  const error = `<Code>${code}</Code><Message>${message}</Message>`;
  switch (protocol) {
    case 'json':
      return { type: 'application/x-amz-json-1.1', text: JSON.stringify({ __type: code, message }) };
    case 'rest':
      return { type: 'application/json', text: JSON.stringify({ ErrorCode: code, Message: message }) };
    case 'query':
      return {
        type: 'text/xml',
        text: `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>42</RequestId></ErrorResponse>`,
      };
    case 'ec2':
      return {
        type: 'text/xml',
        text: `<Response><Errors><Error>${error}</Error></Errors><RequestID>42</RequestID></Response>`,
      };
  }
}
