import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';
import { gatewayImports, shipped, specs } from './tools/lint/boundaries.mjs';
import { impureShapes, inwardOnly, pure, storedShapes } from './tools/lint/purity.mjs';
import { everywhere, inSpecs, nameless } from './tools/lint/syntax.mjs';

// The boundaries rule reads the graph that Nx has cached. Without one it silently allows everything.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync({ exitOnError: true });

/** Files that are not shipped. */
const specFiles = ['**/*.spec.ts', '**/fixtures/**/*.ts'];
const restrict = (...shapes) => ({ 'no-restricted-syntax': ['error', ...shapes] });
const lines = (max) => ({ max, skipBlankLines: false, skipComments: false });

const typeAware = {
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  // A caught value has an unknown type, and may be rethrown.
  '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
  '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
};

export default [
  { ignores: ['**/dist/**', 'apps/web/src/api/schema.d.ts', 'data/**', 'coverage/**', 'bench-results/**', '.nx/**'] },
  // Rules cannot be disabled inline, and a comment that tries is an error.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { '@nx': nx, bookonce: { rules: { 'long-file': builtinRules.get('max-lines') } } },
    rules: {
      ...restrict(...everywhere),
      // tsc checks this.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      // Needed for `Promise.withResolvers<void>()`.
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-warning-comments': [
        'error',
        { terms: ['eslint-disable', 'eslint-enable', 'todo', 'fixme'], location: 'anywhere' },
      ],
      'max-lines': ['error', lines(400)],
      'bookonce/long-file': ['warn', lines(350)],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A Nest module is an empty class with a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...typeAware,
      '@nx/enforce-module-boundaries': ['error', shipped],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    // Browser code has its own types, and imports nothing but the kernel.
    files: ['apps/web/src/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: 'apps/web/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...typeAware,
      '@nx/enforce-module-boundaries': ['error', shipped],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  { files: ['libs/gateway/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [gatewayImports] }] } },
  {
    files: ['libs/*/src/{domain,views}/**/*.ts'],
    ignores: specFiles,
    rules: {
      ...pure({ packages: ['@bookonce/(kernel|contracts)/'] }),
      ...restrict(...everywhere, inwardOnly, ...impureShapes),
    },
  },
  {
    files: ['libs/availability/src/domain/**/*.ts'],
    ignores: specFiles,
    rules: pure({ packages: ['@bookonce/(kernel|contracts)/', 'luxon$'] }),
  },
  {
    files: ['libs/contracts/src/**/*.ts'],
    ignores: specFiles,
    rules: {
      ...pure({ packages: ['@bookonce/kernel/', 'zod$'], dates: true }),
      ...restrict(...everywhere, ...impureShapes),
    },
  },
  {
    files: ['libs/contracts/src/events/**/*.ts'],
    ignores: specFiles,
    rules: restrict(...everywhere, ...impureShapes, storedShapes),
  },
  {
    files: ['libs/invariants/src/**/*.ts'],
    ignores: specFiles,
    rules: {
      ...pure({ packages: ['@bookonce/(kernel|contracts)/'] }),
      ...restrict(...everywhere, ...impureShapes),
    },
  },
  {
    files: ['libs/kernel/src/**/*.ts'],
    ignores: specFiles,
    rules: { ...pure({ packages: [], dates: true }), ...restrict(...everywhere, ...impureShapes) },
  },
  {
    files: specFiles,
    rules: {
      ...restrict(...everywhere, ...inSpecs),
      '@nx/enforce-module-boundaries': ['error', specs],
      'no-restricted-imports': 'off',
    },
  },
  {
    files: ['**/index.ts', '**/{utils,helpers,common}.ts', '**/{utils,helpers,common}/**/*.ts'],
    rules: restrict(...nameless),
  },
  // The tools that load these files require a default export.
  {
    files: ['*.config.mjs', 'apps/web/vite.config.mjs', 'tools/test/{count-reporter,longest-first}.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
];
