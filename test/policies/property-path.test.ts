import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import type { TypeProperties } from '../../src/model/property.ts';
import { resolvePath } from '../../src/policies/property-path.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const type = 'AWS::ECS::Service';
const known = registered.catalogue.propertiesOf(type) as TypeProperties;
const whyOf = (path: string) => {
  const resolved = resolvePath(known, path);
  return resolved.status === 'lost' ? resolved.why() : 'found';
};
const ways = ', or "any", or "none"';
const containers = 'Live.TaskDefinition.ContainerDefinitions';

const paths: readonly (readonly [what: string, path: string, why: string])[] = [
  [
    'into a list',
    'LoadBalancers.ContainerName',
    `leads into a list: write "LoadBalancers": { "every": { "ContainerName": … } }${ways}`,
  ],
  [
    'into a list, by a name with a typo',
    'LoadBalancers.ContainerNme',
    `leads into a list: write "LoadBalancers": { "every": { "ContainerName": … } }${ways}`,
  ],
  [
    'into a list, and an object in it',
    `${containers}[].LogConfiguration.LogDriver`,
    `leads into a list: write "${containers}": { "every": { "LogConfiguration": { "LogDriver": … } } }${ways}`,
  ],
  [
    'into a list, and a list in it',
    `${containers}.PortMappings.ContainerPort`,
    `leads into a list: write "${containers}": { "every": { "PortMappings": { "every": { "ContainerPort": … } } } }${ways}`,
  ],
  [
    'into a list whose elements have no such name',
    'ServiceRegistries.zzzzzz',
    'leads into a list, whose elements have no "zzzzzz"; there are: ContainerName, ContainerPort, Port, RegistryArn',
  ],
  [
    'into a list of texts',
    'NetworkConfiguration.AwsvpcConfiguration.Subnets.Id',
    'leads into a list of single values',
  ],
  [
    'past a part that was left out',
    'NetworkConfiguration.AssignPublicIp',
    'is no property of it; did you mean "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"?',
  ],
  [
    'nowhere, by a dot at its end',
    'DeploymentController.Type.',
    'is no property of it; did you mean "DeploymentController.Type"?',
  ],
  [
    'into a name of what is shown live',
    'TaskDefinition.ContainerDefinitions',
    `leads into "TaskDefinition", which is a single value; did you mean "${containers}"?`,
  ],
  ['into a single value', 'PlatformVersion.Major', 'leads into "PlatformVersion", which is a single value'],
  [
    'through a part that is none',
    'DeploymentConfiguration.Alarms.Properties.Enable',
    'is no property of it; did you mean "DeploymentConfiguration.Alarms.Enable"?',
  ],
];

test.each(paths)('a path that leads %s is told how it is written', (_, path, why) => {
  expect(whyOf(path)).toBe(why);
});

test('what is advised for a path into a list is not refused next', () => {
  for (const [, , why] of paths) {
    const [, written] = /write (.+), or "any", or "none"$/.exec(why) ?? [];
    if (written === undefined) continue;
    const expected = JSON.parse(`{ ${written.replace('…', '{ "not": 1 }')} }`) as object;
    const document = { version: 1, id: 'p', title: 'P', components: { it: { type, expect: expected } } };
    const { mistakes } = readPolicy(
      { file: 'p.json', text: JSON.stringify(document), sha256: '' },
      { ...registered, now: new Date('2026-11-24T12:00:00Z') },
    );
    expect(mistakes.filter(({ message }) => !/must be text, not 1/.test(message))).toEqual([]);
  }
});

test('inside an element names nest, and a dot leads nowhere', () => {
  const expected = { [containers]: { every: { 'LogConfiguration.LogDriver': 'awslogs' } } };
  const document = { version: 1, id: 'p', title: 'P', components: { it: { type, expect: expected } } };
  const { mistakes } = readPolicy(
    { file: 'p.json', text: JSON.stringify(document), sha256: '' },
    { ...registered, now: new Date('2026-11-24T12:00:00Z') },
  );
  expect(mistakes.map(({ message }) => message)).toEqual([
    `"${containers}" has no "LogConfiguration.LogDriver"; here names nest: { "LogConfiguration": { "LogDriver": … } }`,
  ]);
});
