import { resourceLevelOf, services } from '../src/aws/resource-level.ts';

/** The text of docs/permissions.md: what each action that is asked for can be narrowed to, and why no further. */
export function permissionsPage(actions: readonly string[]): string {
  const sections = [...new Set(actions.map(serviceOf))].map((service) => {
    const own = actions.filter((action) => serviceOf(action) === service);
    const source = services[service]?.source;
    const title = source === undefined ? service : `[${service}](${source})`;
    return `## ${title}\n\n| action | on | why no narrower |\n| --- | --- | --- |\n${own.map(row).join('\n')}`;
  });
  return `# What each permission is for

Written by \`npm run generate\` from what \`src/collectors/\` ask and \`src/aws/resource-level.ts\`.

\`plumbline permissions\` prints an IAM policy with those of these that your policies need. An action is allowed on the ARNs below, with the partition
and the account where they are known, or on \`*\`: where IAM takes no ARN for it, or where a narrower one might have AWS refuse a question, which is
worse: what cannot be read is unknown. Where a configuration, or the scope of every policy, names regions, \`aws:RequestedRegion\` holds all of it to
them (and to us-east-1, where a policy asks about web ACLs of CloudFront).

${sections.join('\n\n')}
`;
}

const serviceOf = (action: string): string => action.split(':')[0] ?? '';

function row(action: string): string {
  const { resource, because, shared } = resourceLevelOf(action);
  const narrowest = resource === '*' ? 'IAM takes no ARN' : '';
  const why = because ?? (shared ? 'of any account: another may share it' : narrowest);
  return `| \`${action}\` | \`${resource}\` | ${why} |`;
}
