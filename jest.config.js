const transform = {
  '\\.ts$': [
    '@swc/jest',
    { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
  ],
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch,
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  ...more,
});

/** `npm test` runs all but test/aws, which needs an AWS emulator and is `npm run test:aws`. */
export default {
  projects: [
    project('unit', ['<rootDir>/test/**/*.test.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '/test/aws/'],
    }),
    project('aws', ['<rootDir>/test/aws/**/*.test.ts']),
  ],
};
