import type { BodyLimits } from '../acl.ts';
import type { WebAcl } from '../model.ts';
import { strangeMember } from './members.ts';
import { isObject } from './shapes.ts';

/** Behind a load balancer, fixed: https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html */
const BEHIND_LOAD_BALANCER = 8192;
const ELSEWHERE = 16_384;
const SETTINGS: Readonly<Record<string, number>> = {
  KB_16: 16_384,
  KB_32: 32_768,
  KB_48: 49_152,
  KB_64: 65_536,
};

/** How many bytes of a body AWS inspects depends on what the web ACL stands before, which the web ACL itself tells in part. */
export function bodyLimits({ ARN = '', AssociationConfig: config }: WebAcl): BodyLimits {
  const request = isObject(config) ? config['RequestBody'] : undefined;
  const settings = isObject(request) ? Object.entries(request).filter(([, value]) => value != null) : [];
  const edge = settings.filter(([kind]) => kind === 'CLOUDFRONT').flatMap(([, value]) => sizesOf(value));
  const edges = edge.length > 0 ? edge : [ELSEWHERE];
  if (/^arn:[^:]*:wafv2:[^:]*:[^:]*:global\//.test(ARN)) return { surely: edges, perhaps: [] };
  const named = settings.filter(([kind]) => kind !== 'CLOUDFRONT').flatMap(([, value]) => sizesOf(value));
  const surely = [...new Set([BEHIND_LOAD_BALANCER, ...named])];
  const perhaps = [ELSEWHERE, ...(ARN === '' ? edges : [])];
  return { surely, perhaps: [...new Set(perhaps)].filter((size) => !surely.includes(size)) };
}

/** A setting that is not known may be any. */
function sizesOf(config: unknown): readonly number[] {
  const isKnown =
    isObject(config) && strangeMember('RequestBodyAssociatedResourceTypeConfig', config) === null;
  const setting = isKnown ? String(config['DefaultSizeInspectionLimit']) : '';
  const known = Object.hasOwn(SETTINGS, setting) ? SETTINGS[setting] : undefined;
  return known === undefined ? Object.values(SETTINGS) : [known];
}
