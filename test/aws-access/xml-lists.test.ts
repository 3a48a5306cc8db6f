import { expect, test } from '@jest/globals';
import { misshapenList } from '../../src/aws/xml-lists.ts';

const answer = (body: string) => `<Answer><Result>${body}</Result><Metadata><Id>1</Id></Metadata></Answer>`;

test.each([
  ['words', 'rds', 'DescribeDBClusters', '<DBClusters>words</DBClusters>', 'DBClusters'],
  [
    'a number on a line of its own',
    'rds',
    'DescribeDBClusters',
    '<DBClusters>\n 5\n</DBClusters>',
    'DBClusters',
  ],
  ['words for subnets', 'ec2', 'DescribeSubnets', '<subnetSet>true</subnetSet>', 'subnetSet'],
  [
    'elements of another name',
    'rds',
    'DescribeDBClusters',
    '<DBClusters><member/></DBClusters>',
    'DBClusters',
  ],
  [
    'an element of another name among its items',
    'rds',
    'DescribeDBClusters',
    '<DBClusters><DBCluster/><member><Status>available</Status></member></DBClusters>',
    'DBClusters',
  ],
  [
    'items whose own list holds elements of another name',
    'rds',
    'DescribeDBClusters',
    '<DBClusters><DBCluster><DBClusterMembers><member/></DBClusterMembers></DBCluster></DBClusters>',
    'DBClusterMembers',
  ],
  [
    'words between its items',
    'ec2',
    'DescribeSubnets',
    '<subnetSet><item/>and<item/></subnetSet>',
    'subnetSet',
  ],
  ['listeners', 'elasticloadbalancing', 'DescribeListeners', '<Listeners><member/></Listeners>', undefined],
  [
    'listeners as RDS writes lists',
    'elasticloadbalancing',
    'DescribeListeners',
    '<Listeners><Listener/></Listeners>',
    'Listeners',
  ],
  [
    'items with words in them',
    'rds',
    'DescribeDBClusters',
    '<DBClusters><DBCluster><Status>available</Status></DBCluster>\n</DBClusters>',
    undefined,
  ],
  ['items', 'rds', 'DescribeDBClusters', '<DBClusters>\n <DBCluster/></DBClusters>', undefined],
  ['nothing', 'rds', 'DescribeDBClusters', '<DBClusters/><Marker>m</Marker>', undefined],
  ['nothing between its tags', 'rds', 'DescribeDBClusters', '<DBClusters> </DBClusters>', undefined],
  ['words where no list is', 'sts', 'GetCallerIdentity', '<Account>1</Account>', undefined],
])('a list that holds %s', (_, service, operation, body, list) => {
  expect(misshapenList(service, operation, answer(body))).toBe(list);
});
