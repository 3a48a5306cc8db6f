import unit from './jest.config.js';

/** `npm run test:stores`: what is kept between audits, in a file and in a Postgres server that the suite starts. */
export default {
  ...unit,
  displayName: 'stores',
  testMatch: ['<rootDir>/test/stores/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
};
