import unit from './jest.config.js';

/** `npm run test:aws`, one file at a time: each starts emulators of its own. */
export default {
  ...unit,
  displayName: 'aws',
  testMatch: ['<rootDir>/test/aws/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
