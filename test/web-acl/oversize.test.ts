import { describe, expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock } from '../../src/web-acl/prove.ts';
import { acl, allOf, arnOf, bytes, geo, not, rule } from './acls.ts';

const KP = geo('KP');
const body = (OversizeHandling: string) => ({ Body: { OversizeHandling } });
const word = (handling: string) => bytes(body(handling), 'CONTAINS', 'attack!');
const longerThan = (Size: number, handling = 'CONTINUE') => ({
  SizeConstraintStatement: {
    FieldToMatch: body(handling),
    ComparisonOperator: 'GT',
    Size,
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
  },
});
const sqli = (FieldToMatch: object) => ({
  SqliMatchStatement: { FieldToMatch, TextTransformations: [{ Priority: 0, Type: 'NONE' }] },
});
const block = (priority: number, ...statements: object[]) =>
  rule(priority, allOf(KP, ...statements, not(geo('IR'))), 'Block');
const allow = (priority: number, statement: object) => rule(priority, statement, 'Allow');
const rest = rule(9, KP, 'Block');
const gateway = (setting: string) => ({
  AssociationConfig: { RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: setting } } },
});
const edge = { ARN: arnOf('webacl', 'acl').replace(':regional/', ':global/') };
const verdictOf = (rules: readonly object[], more: object = {}) =>
  proveGeoBlock({ WebACL: acl([...rules], more) } as WebAclDocument, { countries: ['KP'] }).verdict;

describe('a body that is longer than AWS inspects', () => {
  test.each<[string, readonly object[], object, string]>([
    [
      'is found to hold what is looked for',
      [block(0, not(word('MATCH'))), block(1, word('CONTINUE'))],
      {},
      'violated',
    ],
    ['is not found to', [block(0, not(word('NO_MATCH'))), rest], {}, 'proved'],
    ['is read as far as that', [block(0, word('CONTINUE'), not(longerThan(8192)))], {}, 'violated'],
    ['is no longer than 8 KB to a load balancer', [allow(0, longerThan(8192)), rest], {}, 'unknown'],
    ['may be longer elsewhere', [allow(0, longerThan(8192)), rest], edge, 'violated'],
    [
      'is longer where the web ACL says so',
      [allow(0, longerThan(20_000)), rest],
      gateway('KB_32'),
      'unknown',
    ],
    ['is longer where the statement says so', [allow(0, longerThan(8192, 'MATCH')), rest], {}, 'violated'],
    ['is as long as the edge inspects', [allow(0, longerThan(16_384)), rest], edge, 'unknown'],
    [
      'is found to hold an attack',
      [rule(0, sqli(body('MATCH')), 'Block'), allow(1, allOf(longerThan(70_000, 'MATCH'), KP)), rest],
      {},
      'proved',
    ],
    [
      'is found to hold none',
      [rule(0, sqli(body('NO_MATCH')), 'Block'), allow(1, allOf(longerThan(70_000, 'MATCH'), KP)), rest],
      {},
      'violated',
    ],
  ])('%s', (_, rules, more, verdict) => {
    expect(verdictOf(rules, more)).toBe(verdict);
  });
  test('answers where what it holds is not followed', () => {
    const field = (OversizeHandling: string) => ({
      JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL', OversizeHandling },
    });
    const json = (handling: string) => bytes(field(handling), 'CONTAINS', 'attack!');
    expect(verdictOf([block(0, not(json('MATCH')))])).toBe('violated');
    expect(verdictOf([block(0, not(json('NO_MATCH')))])).toBe('unknown');
  });
  test('an attack in a body is one, though no statement asks for its size', () => {
    expect(verdictOf([allow(0, sqli(body('CONTINUE'))), rest])).toBe('violated');
  });
});

describe('more headers than AWS inspects', () => {
  const headers = (OversizeHandling: string, MatchPattern: object = { All: {} }) =>
    bytes({ Headers: { MatchPattern, MatchScope: 'ALL', OversizeHandling } }, 'CONTAINS', 'attack!');
  const agent = bytes({ SingleHeader: { Name: 'User-Agent' } }, 'EXACTLY', 'me');
  test.each<[string, readonly object[], string]>([
    [
      'are all that is looked for',
      [block(0, not(headers('MATCH'))), block(1, headers('NO_MATCH'))],
      'violated',
    ],
    [
      'leave one that is named to be seen',
      [block(0, not(headers('MATCH'))), block(1, headers('NO_MATCH')), block(2, not(agent))],
      'violated',
    ],
    [
      'may hide what a statement names',
      [
        block(0, not(headers('MATCH', { IncludedHeaders: ['x'] }))),
        block(1, headers('NO_MATCH', { IncludedHeaders: ['x'] })),
      ],
      'unknown',
    ],
    [
      'may be anything to one that goes on',
      [block(0, headers('CONTINUE')), block(1, not(headers('MATCH')))],
      'unknown',
    ],
  ])('%s', (_, rules, verdict) => {
    expect(verdictOf(rules)).toBe(verdict);
  });
  test('a witness has the long one last', () => {
    const rules = [block(0, not(headers('MATCH'))), block(1, headers('NO_MATCH')), block(2, not(agent))];
    const proof = proveGeoBlock({ WebACL: acl(rules) } as WebAclDocument, { countries: ['KP'] });
    const sent = Object.entries(('witness' in proof && proof.witness.headers) || {});
    expect(sent.map(([name, { length }]) => [name, length])).toEqual([
      ['user-agent', 2],
      ['x-1', 8193],
    ]);
  });
});
