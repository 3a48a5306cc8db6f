import { expect, test } from '@jest/globals';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';
import { cases } from './cases.ts';
import { moreCases } from './more-cases.ts';

test.each([...cases, ...moreCases])('case $name of the reference is geo $geo, rate $rate', (each) => {
  const { document, question = {}, reason } = each;
  if (each.geo !== null) {
    const proof = proveGeoBlock(document, { countries: ['KP'], ...question });
    expect(proof.verdict).toBe(each.geo);
    if (reason !== undefined && each.geo === 'violated') expect(proof).toMatchObject({ reason });
  }
  if (each.rate === null) return;
  const proof = proveRateLimit(document, { requests: 2000, seconds: 300, ...question });
  expect(proof.verdict).toBe(each.rate);
  if (reason !== undefined && each.geo !== 'violated') expect(proof).toMatchObject({ reason });
});
