import { defineRule, integer } from '../../src/rule.ts';
import { judgeSpread } from '../judgements/zone-spread.ts';

export default defineRule({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  name: 'spread-over-azs',
  title: 'The load balancer stands in several availability zones',
  why: 'A load balancer in one availability zone is gone when that zone is.',
  fix: 'Add a subnet in another availability zone to the load balancer.',
  severity: 'high',
  reads: ['Subnets'],
  uses: { 'AWS::EC2::Subnet': ['AvailabilityZoneId', 'OutpostArn'] },
  params: { min: integer('The least number of availability zones.', 2, 1) },
  check: ({ properties: { Subnets } }, { params: { min }, inventory }) =>
    judgeSpread(Subnets, min, inventory, 'Subnets'),
});
