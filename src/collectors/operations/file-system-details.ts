import type {
  DescribeBackupPolicyCommandInput,
  DescribeBackupPolicyCommandOutput,
  DescribeFileSystemPolicyCommandInput,
  DescribeFileSystemPolicyCommandOutput,
  DescribeLifecycleConfigurationCommandInput,
  DescribeLifecycleConfigurationCommandOutput,
  FileSystemDescription,
  LifecyclePolicy,
} from '@aws-sdk/client-efs';
import { operation } from '../../model/operation.ts';
import type { Place, Wanted } from '../../model/ports.ts';
import { type Gap, Refused, reasonOf } from '../../model/unseen.ts';
import { type Attempt, attempt, gapsOf, told } from './attempt.ts';
import { unreadable } from './unreadable.ts';

export const describeBackupPolicy = operation<
  DescribeBackupPolicyCommandInput,
  DescribeBackupPolicyCommandOutput
>({
  service: 'elasticfilesystem',
  name: 'DescribeBackupPolicy',
  permissions: ['elasticfilesystem:DescribeBackupPolicy'],
  answers: 'BackupPolicy',
  identity: ['Status'],
});

export const describeFileSystemPolicy = operation<
  DescribeFileSystemPolicyCommandInput,
  DescribeFileSystemPolicyCommandOutput
>({
  service: 'elasticfilesystem',
  name: 'DescribeFileSystemPolicy',
  permissions: ['elasticfilesystem:DescribeFileSystemPolicy'],
  answers: 'FileSystemId',
  belongs: ({ value }, asked) => value === asked.FileSystemId,
});

export const describeLifecycleConfiguration = operation<
  DescribeLifecycleConfigurationCommandInput,
  DescribeLifecycleConfigurationCommandOutput
>({
  service: 'elasticfilesystem',
  name: 'DescribeLifecycleConfiguration',
  permissions: ['elasticfilesystem:DescribeLifecycleConfiguration'],
  answers: 'LifecyclePolicies',
  // Each of its policies has one member, and is told by it.
  identity: [],
});

/** What costs a question each, for every file system. */
export interface Details {
  readonly BackupPolicy?: { readonly Status?: string | undefined } | undefined;
  readonly FileSystemPolicy?: unknown;
  readonly LifecyclePolicies?: readonly LifecyclePolicy[] | undefined;
}

export async function detailsOf(
  place: Place,
  wanted: Wanted,
  { FileSystemId = '' }: FileSystemDescription,
): Promise<{ readonly details: Details; readonly gaps: readonly Gap[] }> {
  const read = <T>(property: keyof Details, put: () => Promise<T>): Promise<Attempt<T>> | undefined =>
    wanted.has(property) ? attempt(property, put()) : undefined;
  const [backup, policy, lifecycle] = await Promise.all([
    read('BackupPolicy', () => backupOf(place, FileSystemId)),
    read('FileSystemPolicy', () => policyOf(place, FileSystemId)),
    read('LifecyclePolicies', () => lifecycleOf(place, FileSystemId)),
  ]);
  const details = {
    BackupPolicy: told(backup),
    FileSystemPolicy: told(policy),
    LifecyclePolicies: told(lifecycle),
  };
  return { details, gaps: gapsOf(backup, policy, lifecycle) };
}

// A file system that automatic backups were never switched on for has no backup policy.
const backupOf = (place: Place, FileSystemId: string): Promise<Details['BackupPolicy']> =>
  unlessNone(
    place.ask(describeBackupPolicy, { FileSystemId }).then(({ BackupPolicy }) => BackupPolicy),
    { Status: 'DISABLED' },
  );

const policyOf = (place: Place, FileSystemId: string): Promise<unknown> =>
  unlessNone(
    place.ask(describeFileSystemPolicy, { FileSystemId }).then(({ Policy }) => documentOf(Policy)),
    null,
  );

const lifecycleOf = async (place: Place, FileSystemId: string): Promise<Details['LifecyclePolicies']> =>
  (await place.ask(describeLifecycleConfiguration, { FileSystemId })).LifecyclePolicies;

async function unlessNone<T>(asking: Promise<T>, none: T): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof Refused && reasonOf(error) === 'PolicyNotFound') return none;
    throw error;
  }
}

function documentOf(text = ''): unknown {
  const policy = parsed(text);
  if (typeof policy === 'object' && policy !== null && !Array.isArray(policy)) return policy;
  throw unreadable(describeFileSystemPolicy, 'the policy is no JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
