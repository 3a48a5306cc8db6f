import { expect, test } from '@jest/globals';
import { judgeShards } from '../../../rules/judgements/shard.ts';
import { settle } from '../../../src/model/all.ts';
import { type Condition, createResource } from '../../../src/model/resource.ts';
import { type Mover, unlessMoving } from '../../../src/model/settling.ts';
import { fail, pass, type Verdict } from '../../../src/model/verdict.ts';

const now = new Date('2026-11-24T12:00:00Z');
const still: Condition = { state: 'available', serves: true, moving: false };
const modifying: Condition = { state: 'modifying', serves: true, moving: true };
const context = {
  unlessMoving: (judgement: () => Verdict, ...movers: readonly Mover[]) =>
    unlessMoving(settle(judgement), movers, now),
};

function judged(
  shards: readonly (readonly [nodes: number, condition: Condition])[],
  condition = still,
  MemberClusters?: readonly string[],
) {
  const group = createResource({
    type: 'AWS::ElastiCache::ReplicationGroup',
    id: 'arn',
    name: 'sessions',
    condition,
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: {
      Live: {
        NodeGroups: shards.map(([nodes, of], index) => ({
          NodeGroupId: `000${index + 1}`,
          condition: of,
          Members: Array.from({ length: nodes }, (_, node) => ({
            CacheClusterId: `sessions-000${index + 1}-00${node + 1}`,
          })),
        })),
        MemberClusters,
      },
    },
    gaps: [],
  });
  return judgeShards(group, context, ({ NodeGroupId, Members }) =>
    Members.length > 1 ? pass() : fail(`${NodeGroupId} is short`),
  );
}

test.each([
  ['every shard holds', judged([[2, still]]), 'pass', 'holds'],
  [
    'every shard that does not is told',
    judged([
      [1, still],
      [2, still],
      [1, still],
    ]),
    'fail',
    '0001 is short; 0003 is short',
  ],
  [
    'a node of one is replaced',
    judged([
      [2, still],
      [1, modifying],
    ]),
    'unknown',
    '0002 is short, while shard 0002 is modifying',
  ],
  [
    'the group is modified',
    judged([[1, still]], modifying),
    'unknown',
    '0001 is short, while sessions is modifying',
  ],
  [
    'one is broken while another moves',
    judged([
      [1, still],
      [1, modifying],
    ]),
    'fail',
    '0001 is short',
  ],
  [
    'a node is in no shard yet, though nothing moves',
    judged([[1, still]], still, ['sessions-0001-001', 'sessions-002']),
    'unknown',
    '0001 is short, while sessions-002 is in no shard yet',
  ],
  [
    'the node that is in none is of another shard',
    judged(
      [
        [1, still],
        [2, still],
      ],
      still,
      ['sessions-0001-001', 'sessions-0002-003'],
    ),
    'fail',
    '0001 is short',
  ],
  ['no shard is told', judged([]), 'unknown', 'the answer names no shards'],
] as const)('%s', (_, verdict, status, message) => {
  expect(verdict).toMatchObject({ status, message });
});
