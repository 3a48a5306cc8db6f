import type {
  DescribeMountTargetSecurityGroupsCommandInput,
  DescribeMountTargetSecurityGroupsCommandOutput,
  MountTargetDescription,
} from '@aws-sdk/client-efs';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { type Attempt, attempt } from './attempt.ts';

/** EFS itself looks at the network interface in our name: https://docs.aws.amazon.com/efs/latest/ug/API_DescribeMountTargetSecurityGroups.html */
export const describeMountTargetSecurityGroups = operation<
  DescribeMountTargetSecurityGroupsCommandInput,
  DescribeMountTargetSecurityGroupsCommandOutput
>({
  service: 'elasticfilesystem',
  name: 'DescribeMountTargetSecurityGroups',
  permissions: [
    'elasticfilesystem:DescribeMountTargetSecurityGroups',
    'ec2:DescribeNetworkInterfaceAttribute',
  ],
  answers: 'SecurityGroups',
  // A network interface has one at least.
  neverEmpty: true,
});

export function securityGroupsOf(
  place: Place,
  { MountTargetId }: MountTargetDescription,
): Promise<Attempt<readonly string[]>> {
  const reading = place.ask(describeMountTargetSecurityGroups, { MountTargetId });
  return attempt(
    'SecurityGroups',
    reading.then(({ SecurityGroups = [] }) => SecurityGroups),
  );
}
