import { type Condition, type ResourceType, stateText } from './resource.ts';

/**
 * What mends a resource that does no work and will not by itself, as a sentence. `whose` is its name, or what it is:
 * `the cluster`. AWS's words are those of the lists in `collectors/`; of one that two types share `type` says which is meant.
 */
export function remedyForState(whose: string, condition: Condition | undefined, type?: ResourceType): string {
  const state = condition?.state ?? '';
  const [, mend] = remedies.find(([pattern]) => pattern.test(state)) ?? [];
  return mend?.(whose, type) ?? `See why ${whose} is ${stateText(condition?.state)}, and mend or replace it.`;
}

// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html
// https://docs.aws.amazon.com/efs/latest/ug/file-system-state.html (error: it is not to be recovered)
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html
const remedies: readonly (readonly [RegExp, (whose: string, type?: ResourceType) => string])[] = [
  [/^stopped$/, (whose) => `Start ${whose}.`],
  [/^stopping$/, (whose) => `Start ${whose} once it is stopped.`],
  [/^storage-full$/, (whose) => `Give ${whose} more storage.`],
  [
    /^inaccessible-encryption-credentials-recoverable$/,
    (whose) => `Make the KMS key of ${whose} usable again, and start it.`,
  ],
  [
    /^inaccessible-encryption-credentials$/,
    (whose) => `Restore ${whose} from a backup: its KMS key cannot be used any more.`,
  ],
  [/^incompatible-parameters$/, (whose) => `Correct the parameter group of ${whose}, and reboot it.`],
  [/^incompatible-network$/, (whose) => `Correct the subnet group and the security groups of ${whose}.`],
  [/^create-failed$/, (whose) => `Delete ${whose} and create it anew: AWS could not create it.`],
  [
    /^error$/,
    (whose, type) =>
      type === 'AWS::EFS::MountTarget'
        ? `Delete ${whose} and create it anew.`
        : `Restore a backup of ${whose} to a new one: EFS does not recover it.`,
  ],
  [/^failed$/, (whose) => `Create another in the place of ${whose}: AWS does not recover it.`],
  [
    /rollout is FAILED$/,
    (whose) =>
      `See in the events of ${whose} why its deployment failed, and deploy a revision whose tasks start.`,
  ],
  [/^in cluster .*, which is FAILED$/, (whose) => `Mend the cluster of ${whose}, or move it to another.`],
];
