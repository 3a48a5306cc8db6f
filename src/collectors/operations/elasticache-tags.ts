import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-elasticache';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';

export const listTags = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  service: 'elasticache',
  name: 'ListTagsForResource',
  permissions: ['elasticache:ListTagsForResource'],
  answers: 'TagList',
  identity: ['Key'],
});

/** The tags of one resource of ElastiCache. Throws `Refused`. */
export async function tagsOf(place: Place, arn: string): Promise<Readonly<Record<string, string>>> {
  const { TagList = [] } = await place.ask(listTags, { ResourceName: arn });
  return Object.fromEntries(TagList.map(({ Key, Value }) => [Key, Value ?? '']));
}
