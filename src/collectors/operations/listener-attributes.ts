import type {
  DescribeListenerAttributesCommandInput,
  DescribeListenerAttributesCommandOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { type Attempt, attempt } from './attempt.ts';
import { byKey } from './by-key.ts';

export const describeListenerAttributes = operation<
  DescribeListenerAttributesCommandInput,
  DescribeListenerAttributesCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeListenerAttributes',
  permissions: ['elasticloadbalancing:DescribeListenerAttributes'],
  answers: 'Attributes',
  identity: ['Key'],
});

export function listenerAttributesOf(
  place: Place,
  { ListenerArn }: Listener,
): Promise<Attempt<Readonly<Record<string, string>>>> {
  const reading = place.ask(describeListenerAttributes, { ListenerArn });
  return attempt(
    'ListenerAttributes',
    reading.then(({ Attributes = [] }) => byKey(Attributes)),
  );
}
