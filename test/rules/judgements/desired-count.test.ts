import { expect, test } from '@jest/globals';
import { judgeDesiredCount } from '../../../rules/judgements/desired-count.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { createResource } from '../../../src/model/resource.ts';
import { unlessMoving } from '../../../src/model/settling.ts';
import { ecsService, scalableTarget } from '../../support/ecs.ts';
import { testNow } from '../../support/test-rule.ts';

const service = (DesiredCount: number | undefined) =>
  createResource({
    type: 'AWS::ECS::Service',
    id: 'arn:web',
    name: 'kiosk/web',
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: ecsService({ DesiredCount }),
    gaps: [],
  });
const judge = (desired: number | undefined, ...targets: ReturnType<typeof scalableTarget>[]) =>
  judgeDesiredCount(service(desired), 2, {
    inventory: createInventory(targets),
    unlessMoving: (judgement, ...movers) => unlessMoving(judgement(), movers, testNow),
  });
const registered = (MinCapacity: number, CreationTime = '2026-11-01T00:00:00Z') =>
  scalableTarget({ MinCapacity, Live: { CreationTime } });

test.each([
  ['as many are wanted as must be', judge(2), { status: 'pass' }],
  ['it is not told how many', judge(undefined), { status: 'unknown' }],
  [
    'a target is to lift it, and may do so at this moment',
    judge(1, registered(2)),
    { status: 'fail', eventual: true },
  ],
  [
    'a target was registered a moment ago',
    judge(1, registered(2, '2026-11-24T11:59:00Z')),
    { status: 'unknown' },
  ],
])('%s', (_, verdict, expected) => {
  expect(verdict).toMatchObject(expected);
});

test.each([
  ['no target lifts it', judge(1)],
  ['the target asks for fewer itself', judge(1, registered(1))],
  ['nothing is wanted, which a target leaves alone', judge(0, registered(2))],
])('it fails at once where %s', (_, verdict) => {
  expect(verdict).toMatchObject({ status: 'fail' });
  expect(verdict).not.toHaveProperty('eventual');
});
