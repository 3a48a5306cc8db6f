import type { AnyOperation } from '../../model/operation.ts';
import type { Gap } from '../../model/refusal.ts';
import { unreadable } from './unreadable.ts';

/** Neptune and DocumentDB answer to the RDS API as well, as clusters and as instances. */
export const isRelational = ({ Engine = '' }: { readonly Engine?: string | undefined }): boolean =>
  !/^(neptune|docdb)/.test(Engine);

// AWS sends an empty list where there are no tags. Where RDS does not show tags with what has them, as in GovCloud, it sends none.
export const tagGaps = (operation: AnyOperation, tags: readonly unknown[] | undefined): Gap[] =>
  tags ? [] : [{ property: 'tags', ...unreadable(operation, 'the answer says nothing of tags').refusal }];
