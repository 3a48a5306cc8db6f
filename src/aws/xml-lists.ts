import { shapes } from './shapes.generated.ts';

/**
 * The list of an XML answer that holds words where its items should be. The SDK takes it for an empty one, which would
 * make everything in it absent.
 */
export function listOfWords(service: string, operation: string, xml: string): string | undefined {
  return new RegExp(`<(${listsOf(service, operation).join('|')})>\\s*[^<\\s]`).exec(xml)?.[1];
}

// EC2 calls a list of subnets subnetSet, whatever the SDK calls it.
const listsOf = (service: string, operation: string): readonly string[] =>
  service === 'ec2'
    ? ['\\w+Set']
    : (shapes[`${service}:${operation}`] ?? '')
        .split(' ')
        .flatMap((member) => /^(\w+)=\*/.exec(member)?.[1] ?? []);
