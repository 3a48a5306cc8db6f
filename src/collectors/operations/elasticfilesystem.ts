import type {
  DescribeFileSystemsCommandInput,
  DescribeFileSystemsCommandOutput,
  FileSystemDescription,
} from '@aws-sdk/client-efs';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import type { States } from './states.ts';

export const describeFileSystems = operation<
  DescribeFileSystemsCommandInput,
  DescribeFileSystemsCommandOutput
>({
  service: 'elasticfilesystem',
  name: 'DescribeFileSystems',
  permissions: ['elasticfilesystem:DescribeFileSystems'],
  answers: 'FileSystems',
  identity: ['FileSystemId'],
  belongs: ({ FileSystemId }, asked) => FileSystemId === (asked.FileSystemId ?? FileSystemId),
});

/** The file systems that are not on their way out, a page at a time: one question, whoever asks it. */
export async function* pagesOfFileSystems(place: Place): AsyncIterable<readonly FileSystemDescription[]> {
  const paging = { input: 'Marker', output: 'NextMarker' } as const;
  for await (const { FileSystems = [] } of place.pages(describeFileSystems, { MaxItems: 100 }, paging))
    yield FileSystems.filter(isThere);
}

/** Of a file system or a mount target. */
export const isThere = ({ LifeCycleState }: { readonly LifeCycleState: string | undefined }): boolean =>
  LifeCycleState !== 'deleting' && LifeCycleState !== 'deleted';

/**
 * Of a file system or a mount target. One in `error` cannot be recovered. While `updating` its throughput or its
 * security groups change.
 * https://docs.aws.amazon.com/efs/latest/ug/file-system-state.html
 */
export const states: States = { serves: /^available$/, changes: /^updating$/, broken: /^error$/ };
