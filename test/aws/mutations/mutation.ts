import type { Variant } from '../platform/variant.ts';

/** One change to the reference platform, and what an audit has to make of it. */
export interface Mutation {
  readonly name: string;
  /** The component and check that must fail, as `edge/https-only`; `none` where nothing may fail. */
  readonly breaks: `${string}/${string}` | 'none';
  readonly variant?: Variant;
  readonly calls?: readonly SdkCall[];
}

export type Service =
  | 'application-autoscaling'
  | 'ec2'
  | 'ecs'
  | 'elasticache'
  | 'elasticfilesystem'
  | 'elasticloadbalancing'
  | 'rds'
  | 'wafv2';

/** An SDK call as data. Strings such as `$edge.arn` stand for ids of the platform, `$saved.x` for earlier answers. */
export interface SdkCall {
  readonly service: Service;
  readonly operation: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Names for members of the answer, by their path. */
  readonly save?: Readonly<Record<string, string>>;
}

export function call(
  service: Service,
  operation: string,
  params: SdkCall['params'],
  save: SdkCall['save'] = {},
): SdkCall {
  return { service, operation, params, save };
}
