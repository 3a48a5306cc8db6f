import { object, regionForm, type Schema, text } from '../documents/schema.ts';
import { alertsSchema } from './alerts-schema.ts';
import { scheduleSchema } from './schedule-schema.ts';

/** The JSON Schema of `plumbline.config.json`. */
export const configSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Plumbline configuration',
  ...object(
    'Where Plumbline looks and by what it judges. No secret stands in it.',
    {
      $schema: { type: 'string', description: 'Where editors find this schema.' },
      version: { const: 1, description: 'The version of this format: 1.' },
      policies: {
        type: 'array',
        description: 'Policy files and folders of them, from where this file stands.',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', minLength: 1 },
      },
      accounts: {
        type: 'array',
        description: 'The accounts to look into. Without a role it is that of the credentials.',
        minItems: 1,
        items: account(),
      },
      deadline: {
        type: 'integer',
        description: 'Seconds an audit of one account in one region may take; what is open then is unread.',
        minimum: 1,
        maximum: 999_999,
        default: 300,
      },
      alerts: alertsSchema(),
      schedule: scheduleSchema(),
      evidence: evidence(),
      store: text(
        'Where audits are remembered: a file, from where this file stands, or postgres://… without a password.',
      ),
    },
    { required: ['version', 'policies', 'accounts'] },
  ),
};

function evidence(): Schema {
  const many = { type: 'integer', minimum: 1, maximum: 999_999 };
  const keep = object('How much is kept; left out, all. The newest always is.', {
    runs: { ...many, description: 'Of so many audits.' },
    days: { ...many, description: 'For so many days.' },
  });
  const folder = text(
    'A folder of its own, from where this file stands; in it one for each audit, by its time.',
  );
  return object(
    'Where audits that are remembered leave what AWS was asked and its answers.',
    { folder, keep },
    { required: ['folder'] },
  );
}

function account(): Schema {
  const properties = {
    name: text('What people call it, in reports: `production`.', { maxLength: 64 }),
    account: {
      type: 'string',
      description:
        'The 12 digits of the account, where no role says them. Credentials of another are not believed.',
      pattern: '^[0-9]{12}$',
      errorMessage: 'must be the 12 digits of an account, such as "111122223333"',
    },
    roleArn: {
      type: 'string',
      description: 'The role to assume, in the account to look into. Left out: the credentials as they are.',
      // The account, then the path and the name of the role (IAM API reference, CreateRole).
      pattern: '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-~]+/)?[A-Za-z0-9_+=,.@-]{1,64}$',
      errorMessage: 'must be the ARN of a role, such as "arn:aws:iam::111122223333:role/plumbline"',
    },
    externalId: {
      type: 'string',
      description: 'What the role asks to be told by whoever assumes it. It is no secret.',
      minLength: 2,
      maxLength: 1224,
      pattern: '^[A-Za-z0-9_+=,.@:/-]*$',
      errorMessage: 'must be 2 to 1224 letters, digits and _+=,.@:/-',
    },
    regions: {
      type: 'array',
      description: 'The regions to look into.',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', ...regionForm },
    },
  };
  return {
    ...object('An account in some regions.', properties, { required: ['name', 'regions'] }),
    dependencies: { externalId: ['roleArn'] },
  };
}
