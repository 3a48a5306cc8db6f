import { object, type Schema, text } from '../documents/schema.ts';
import { refer } from './rule-schema.ts';

/** What someone has accepted. */
export function exceptionSchema(checks: readonly string[]): Schema {
  const properties = {
    id: text('Stands in findings and reports: `EX-14`.'),
    component: text('The component that is excepted.'),
    check: text('What of it: a rule, `count`, or `expect.` and the property.', { examples: checks }),
    accepts: {
      enum: ['violation', 'unknown'],
      default: 'violation',
      description:
        'What is accepted: that it is violated, or that it cannot be read. Neither stands in for the other.',
    },
    resources: {
      type: 'array',
      description: 'Names or ids, `*` and `?` are wild. Left out: all.',
      minItems: 1,
      items: { type: 'string', minLength: 1 },
    },
    tags: refer('tags'),
    reason: text('Why it is accepted, in at least 10 characters.', { minLength: 10 }),
    approvedBy: text('Who accepted it.'),
    expires: {
      type: 'string',
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      errorMessage: 'must be a date such as "2027-01-31"',
      description: 'The last day it holds, UTC.',
    },
  };
  const required = ['id', 'component', 'check', 'reason', 'approvedBy', 'expires'];
  return object('What someone has accepted, until a day.', properties, { required });
}
