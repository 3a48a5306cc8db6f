import { expect, test } from '@jest/globals';
import { readable } from '../../src/pipeline/properties.ts';

test('a digest, which another audit makes by another salt, is no drift', () => {
  const audited = (digest: string) => ({
    CustomResponseBodies: { sorry: { ContentType: 'TEXT_PLAIN', Content: `sha256:${digest.repeat(32)}` } },
  });
  expect(readable(audited('a'))).toEqual(readable(audited('b')));
  expect(readable(audited('a'))).toEqual({
    CustomResponseBodies: {
      sorry: { ContentType: 'TEXT_PLAIN', Content: '(not shown: it may be a secret)' },
    },
  });
});

test('the digest of an image is the name of it', () => {
  const image = `repo/app@sha256:${'a'.repeat(64)}`;
  expect(readable({ Image: image })).toEqual({ Image: image });
});
