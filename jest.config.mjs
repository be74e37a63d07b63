/** Runs unit tests by default; `JEST_KIND=int` or `e2e` selects the others. */
const kind = process.env.JEST_KIND ?? 'unit';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs'],
  testMatch: [`**/*.${kind}.spec.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  testSequencer: '<rootDir>/tools/test/longest-first.mjs',
  moduleNameMapper: {
    '^@bookonce/adapter-([^/]+)/(.*)$': '<rootDir>/libs/adapters/$1/src/$2.ts',
    '^@bookonce/([^/]+)/(.*)$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/'],
  testTimeout: { unit: 30_000, int: 120_000 }[kind] ?? 240_000,
};
