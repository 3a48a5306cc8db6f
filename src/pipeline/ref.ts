import type { ResourceRef } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';

export function refOf({ type, id, name, awsName, label, account, region }: Resource): ResourceRef {
  return {
    type,
    id,
    name,
    ...(awsName !== undefined && awsName !== name && { awsName }),
    ...(label !== undefined && label !== name && { label }),
    account,
    region,
  };
}
