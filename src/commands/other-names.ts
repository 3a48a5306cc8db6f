/** Commander's complaint about an option or a command that there is not, with what was meant where letters do not tell. */
export function withMeant(complaint: string): string {
  const [first = '', ...rest] = complaint.split('\n');
  const [, kind, name = ''] = /unknown (option|command) '(.+)'$/.exec(first) ?? [];
  const known = kind === 'option' ? options : commands;
  const meant = kind !== undefined && Object.hasOwn(known, name) ? known[name] : undefined;
  if (meant === undefined) return complaint;
  return [first, `(${meant})`, ...rest.filter((line) => !line.startsWith('(Did you mean'))].join('\n');
}

type Meant = Readonly<Record<string, string>>;

const accounts = '--config names accounts, roles and regions';

/** What the AWS CLI and other auditors call what is given another way here. */
const options: Meant = {
  '--region': `AWS_REGION names the region, and ${accounts}`,
  '--regions': accounts,
  '--account': accounts,
  '--role': accounts,
  '--role-arn': accounts,
  '--profile': 'AWS_PROFILE names the profile',
  '--endpoint-url': 'AWS_ENDPOINT_URL names the endpoint',
  '--file': 'policies are named without an option',
  '--policies': 'policies are named without an option',
};

const commands: Meant = {
  lint: 'Did you mean validate?',
  check: 'Did you mean validate, or audit?',
  verify: 'Did you mean validate, or evidence verify?',
  scan: 'Did you mean audit?',
  run: 'Did you mean audit?',
  list: 'Did you mean inventory?',
  ls: 'Did you mean inventory?',
  generate: 'Did you mean init?',
  new: 'Did you mean init?',
  record: 'Did you mean audit --record?',
  test: 'Did you mean validate, or notify test?',
};
