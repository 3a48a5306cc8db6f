import unit from './jest.config.js';

/** `npm run test:long`: a fortnight of audits, and the built program killed again and again. */
export default {
  ...unit,
  displayName: 'long',
  testMatch: ['<rootDir>/test/{fortnight,kill}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
