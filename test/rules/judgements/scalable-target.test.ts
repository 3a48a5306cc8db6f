import { expect, test } from '@jest/globals';
import { targetOf } from '../../../rules/judgements/scalable-target.ts';
import { type BlindSpot, createInventory } from '../../../src/model/inventory.ts';
import { createResource } from '../../../src/model/resource.ts';
import { ecsService, scalableTarget } from '../../support/ecs.ts';

const service = createResource({
  type: 'AWS::ECS::Service',
  id: 'arn:web',
  name: 'kiosk/web',
  account: '111122223333',
  region: 'sa-east-1',
  tags: {},
  properties: ecsService(),
  gaps: [],
});
const own = scalableTarget();
const other = scalableTarget({ ResourceId: 'service/kiosk/web-2' });
const hidden: BlindSpot = {
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  account: '111122223333',
  region: 'sa-east-1',
  kind: 'refused',
  operation: 'application-autoscaling:DescribeScalableTargets',
  reason: 'AccessDenied',
};

test('the target of a service is the one of its cluster and name', () => {
  expect(targetOf(service, createInventory([other, own]))).toBe(own);
  expect(targetOf(service, createInventory([other]))).toBeUndefined();
  expect(
    targetOf(service, createInventory([scalableTarget({ ScalableDimension: 'other' })])),
  ).toBeUndefined();
});

test('that it has none takes the whole list', () => {
  expect(targetOf(service, createInventory([own], [hidden]))).toBe(own);
  expect(() => targetOf(service, createInventory([other], [hidden]))).toThrow('the list of');
});
