import { expect, test } from '@jest/globals';
import { copyOf, envOf, stagesOf } from '../../scripts/dockerfile.ts';

test('stages, their names and instructions; comments are left out, and lines that go on are one', () => {
  const text = 'FROM node:24 AS build\n# why\nRUN a && \\\n    b\n\nFROM node:24\nUSER 1000:1000\n';
  expect(stagesOf(text)).toEqual([
    { name: 'build', from: 'node:24', steps: [{ instruction: 'RUN', rest: 'a && b' }] },
    { name: undefined, from: 'node:24', steps: [{ instruction: 'USER', rest: '1000:1000' }] },
  ]);
});

test('a copy from the context, or from another stage', () => {
  expect(copyOf('a b ./')).toEqual({ from: undefined, sources: ['a', 'b'], target: './' });
  expect(copyOf('--from=build /src/dist dist/')).toEqual({
    from: 'build',
    sources: ['/src/dist'],
    target: 'dist/',
  });
});

test('a copy with an option that cannot be followed is refused', () => {
  expect(() => copyOf('--chown=1000 a b')).toThrow('--chown=1000');
});

test('variables are those given before', () => {
  expect(envOf('PATH=/opt/bin:$PATH MODE=production', { PATH: '/bin' })).toEqual({
    PATH: '/opt/bin:/bin',
    MODE: 'production',
  });
});
