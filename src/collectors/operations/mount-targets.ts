import type {
  DescribeMountTargetsCommandInput,
  DescribeMountTargetsCommandOutput,
  FileSystemDescription,
  MountTargetDescription,
} from '@aws-sdk/client-efs';
import { nameOf, operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { Refused, reasonOf, type Unseen } from '../../model/unseen.ts';
import { describeFileSystems, isThere } from './elasticfilesystem.ts';

export const describeMountTargets = operation<
  DescribeMountTargetsCommandInput,
  DescribeMountTargetsCommandOutput
>({
  service: 'elasticfilesystem',
  name: 'DescribeMountTargets',
  permissions: ['elasticfilesystem:DescribeMountTargets'],
  answers: 'MountTargets',
  identity: ['MountTargetId'],
  belongs: ({ FileSystemId }, asked) => FileSystemId === asked.FileSystemId,
});

type FileSystem = Pick<FileSystemDescription, 'FileSystemId' | 'NumberOfMountTargets'>;

/** AWS lists those of one file system only. Fewer than it counts are asked for once more. */
export async function listMountTargets(
  place: Place,
  { FileSystemId, NumberOfMountTargets = 0 }: FileSystem,
): Promise<readonly MountTargetDescription[]> {
  // The default page holds 10.
  const question = { FileSystemId, MaxItems: 100 };
  const paging = { input: 'Marker', output: 'NextMarker' } as const;
  const listed: MountTargetDescription[] = [];
  for await (const { MountTargets = [] } of place.pages(describeMountTargets, question, paging))
    listed.push(...MountTargets);
  if (listed.length >= NumberOfMountTargets) return listed;
  try {
    const { MountTargets = [] } = await place.again(describeMountTargets, question);
    return MountTargets.length > listed.length ? MountTargets : listed;
  } catch (error) {
    // The list stays short of the count, which says enough.
    if (error instanceof Refused && !isNotFound(error)) return listed;
    throw error;
  }
}

/** What is known of the mount targets of a file system that was listed a moment ago. */
export type Check =
  | { readonly status: 'whole' | 'gone' }
  | { readonly status: 'unsure'; readonly unseen: Unseen };

/** Whether as many are listed as are counted, and whether the file system is there at all. */
export async function checkMountTargets(place: Place, fileSystem: FileSystem): Promise<Check> {
  const { FileSystemId, NumberOfMountTargets: counted = 0 } = fileSystem;
  try {
    const { length } = await listMountTargets(place, fileSystem);
    if (length >= counted) return { status: 'whole' };
    return contradiction(`${FileSystemId} has ${counted} mount targets, of which ${length} are listed`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return isNotFound(error)
      ? checkExistence(place, FileSystemId)
      : { status: 'unsure', unseen: error.unseen };
  }
}

async function checkExistence(place: Place, FileSystemId: string | undefined): Promise<Check> {
  try {
    const { FileSystems = [] } = await place.again(describeFileSystems, { FileSystemId });
    return FileSystems.some(isThere)
      ? contradiction(`${FileSystemId} is listed, and its mount targets are not found`)
      : { status: 'gone' };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return isNotFound(error) ? { status: 'gone' } : { status: 'unsure', unseen: error.unseen };
  }
}

function contradiction(message: string): Check {
  const operation = nameOf(describeMountTargets);
  return { status: 'unsure', unseen: { kind: 'contradictory', operation, message } };
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof Refused && reasonOf(error) === 'FileSystemNotFound';
