import { expect, test } from '@jest/globals';
import { subjectsOf } from '../../../src/commands/web-acl/account.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import type { Source } from '../../../src/model/ports.ts';
import { createResource, type Resource } from '../../../src/model/resource.ts';
import type { Gap, Refusal } from '../../../src/model/unseen.ts';
import { UserError } from '../../../src/model/user-error.ts';

const place = { account: '111122223333', region: 'sa-east-1' };
const type = 'AWS::WAFv2::WebACL';
const question = { from: ['KP'] };
const refusal: Refusal = {
  kind: 'refused',
  operation: 'wafv2:GetWebACL',
  reason: 'AccessDenied',
  permission: 'wafv2:GetWebACL',
};

const groups = { 'arn:group': { Name: 'group' } };
const webAcl = (name: string, gaps: readonly Gap[] = []): Resource =>
  createResource({
    type: 'AWS::WAFv2::WebACL',
    id: `arn:${name}`,
    name,
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: {
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [],
      Live: { RuleGroups: groups, IPSets: {} },
    },
    gaps,
  } as unknown as Resource);

const sourceOf = (resources: readonly Resource[], refused?: Refusal): Source => ({
  places: [place],
  inventory: async () => createInventory(resources, refused ? [{ ...refused, ...place, type }] : []),
  permissions: async () => [],
  now: () => new Date(0),
  calls: () => ({ asked: 0, answered: 0, refused: 0, reused: 0 }),
  finish: async () => undefined,
});

const document = (name: string, more = {}) => ({
  kind: 'document',
  question,
  document: {
    RuleGroups: groups,
    IPSets: {},
    WebACL: { ARN: `arn:${name}`, Name: name, DefaultAction: { Allow: {} }, Rules: [] },
    ...more,
  },
});

test('an account answers for the web ACL named, or for each', async () => {
  const both = sourceOf([webAcl('a'), webAcl('b')]);
  expect(await subjectsOf(both, 'arn:b', question)).toEqual([document('b')]);
  expect(await subjectsOf(both, 'b', question)).toEqual([document('b')]);
  expect(await subjectsOf(both, undefined, question)).toEqual([document('a'), document('b')]);
});

test('a rule group that could not be read is left out; rules that could not be read leave nothing to decide', async () => {
  const hidden = webAcl('a', [{ property: 'Live.RuleGroups', ...refusal }]);
  const { RuleGroups, ...rest } = document('a').document;
  expect(await subjectsOf(sourceOf([hidden]), 'a', question)).toEqual([{ ...document('a'), document: rest }]);
  expect(RuleGroups).toEqual(groups);
  const allHidden = webAcl('a', [{ property: 'Live', ...refusal }]);
  expect(await subjectsOf(sourceOf([allHidden]), 'a', question)).toEqual([
    { ...document('a'), document: { WebACL: rest.WebACL } },
  ]);
  const blank = webAcl('a', [{ property: 'Rules', ...refusal }]);
  const reason = 'could not read Rules: wafv2:GetWebACL answered AccessDenied';
  expect(await subjectsOf(sourceOf([blank]), 'a', question)).toEqual([
    { kind: 'unread', name: 'a', reason, question },
  ]);
});

test('where not all could be listed, the one not seen is unread, not absent', async () => {
  const some = sourceOf([webAcl('a')], { ...refusal, operation: 'wafv2:ListWebACLs' });
  const unread = {
    kind: 'unread',
    name: 'the web ACLs of 111122223333/sa-east-1',
    reason: 'could not list them all: wafv2:ListWebACLs answered AccessDenied',
    question,
  };
  expect(await subjectsOf(some, 'b', question)).toEqual([unread]);
  expect(await subjectsOf(some, 'a', question)).toEqual([document('a')]);
  expect(await subjectsOf(some, undefined, question)).toEqual([document('a'), unread]);
});

test('one that is not there is the mistake of who named it', async () => {
  await expect(subjectsOf(sourceOf([webAcl('a')]), 'b', question)).rejects.toThrow(
    new UserError('there is no web ACL b in 111122223333/sa-east-1\nthere are: arn:a'),
  );
});

test('what a web ACL refers to and AWS would not show is left out: to read it would throw', async () => {
  const gap: Gap = { property: 'Live.RuleGroups.arn:group', ...refusal };
  const [subject] = await subjectsOf(sourceOf([webAcl('a', [gap])]), 'a', question);
  const { document: read } = subject as { document: { RuleGroups: Record<string, unknown> } };
  expect(read.RuleGroups['arn:group']).toBeUndefined();
});
