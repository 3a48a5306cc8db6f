import { expect, test } from '@jest/globals';
import { listOfWords } from '../../src/aws/xml-lists.ts';

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
  ['items', 'rds', 'DescribeDBClusters', '<DBClusters>\n <DBCluster/></DBClusters>', undefined],
  ['nothing', 'rds', 'DescribeDBClusters', '<DBClusters/><Marker>m</Marker>', undefined],
  ['nothing between its tags', 'rds', 'DescribeDBClusters', '<DBClusters> </DBClusters>', undefined],
  ['words where no list is', 'sts', 'GetCallerIdentity', '<Account>1</Account>', undefined],
])('a list that holds %s', (_, service, operation, body, list) => {
  expect(listOfWords(service, operation, answer(body))).toBe(list);
});
