import type {
  GetLoggingConfigurationCommandInput,
  GetLoggingConfigurationCommandOutput,
  LoggingConfiguration,
} from '@aws-sdk/client-wafv2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { Refused, reasonOf } from '../../model/unseen.ts';
import { type Attempt, attempt } from './attempt.ts';

export const getLoggingConfiguration = operation<
  GetLoggingConfigurationCommandInput,
  GetLoggingConfigurationCommandOutput
>({
  service: 'wafv2',
  name: 'GetLoggingConfiguration',
  permissions: ['wafv2:GetLoggingConfiguration'],
  answers: 'LoggingConfiguration',
  identity: ['ResourceArn'],
  belongs: ({ ResourceArn }, asked) => ResourceArn === asked.ResourceArn,
});

/** Where a web ACL's logs go; null where nothing is logged, which AWS says by not finding a configuration. */
export const loggingOf = (
  place: Place,
  ResourceArn: string,
): Promise<Attempt<LoggingConfiguration | null | undefined>> =>
  attempt('Live.LoggingConfiguration', read(place, ResourceArn));

async function read(place: Place, ResourceArn: string): Promise<LoggingConfiguration | null | undefined> {
  try {
    return (await place.ask(getLoggingConfiguration, { ResourceArn })).LoggingConfiguration;
  } catch (error) {
    if (error instanceof Refused && reasonOf(error) === 'WAFNonexistentItemException') return null;
    throw error;
  }
}
