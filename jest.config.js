/**
 * All tests but test/aws and test/stores, which need an AWS emulator and Postgres, and those that play weeks: each has a
 * configuration of its own.
 */
export default {
  displayName: 'unit',
  testEnvironment: 'node',
  // Jest itself leaves a core idle, of two.
  maxWorkers: '100%',
  // In milliseconds. No test asserts a time; on a busy machine the slowest take a while.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/aws/',
    '/test/stores/',
    '/test/fortnight/',
    '/test/kill/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};
