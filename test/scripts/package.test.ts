import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { bundle } from '../../scripts/bundle.ts';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

// pg would use it where somebody has installed it; nobody has to.
const optional = ['pg-native'];

test('who installs the package gets what the bundle leaves out, and nothing twice: all else is a devDependency', () => {
  const left = bundle.external.filter((name) => !optional.includes(name));
  expect(Object.keys(dependencies)).toEqual(left);
});
