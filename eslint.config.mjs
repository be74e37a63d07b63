import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';
import { gatewayImports, shipped, specs } from './tools/lint/boundaries.mjs';
import { impureShapes, inwardOnly, pure } from './tools/lint/purity.mjs';
import { everywhere, inSpecs, nameless } from './tools/lint/syntax.mjs';

// The boundaries rule reads the graph that Nx cached, and without one it passes everything in silence.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync({ exitOnError: true });

/** Neither is shipped. */
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
  // What was caught is unknown, and may be passed on.
  '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
  '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
};

export default [
  { ignores: ['**/dist/**', 'apps/web/src/api/schema.d.ts', 'data/**', 'coverage/**', 'bench-results/**', '.nx/**'] },
  // With no inline configuration there is nothing to switch a rule off with; the comment is an error besides.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { '@nx': nx, bookonce: { rules: { 'long-file': builtinRules.get('max-lines') } } },
    rules: {
      ...restrict(...everywhere),
      // tsc knows what is defined.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      // `Promise.withResolvers<void>()` is what it is for.
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
      // A Nest module is a class with nothing in it but its decorator.
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
    // Runs in browsers: types of its own, and nothing of the services.
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
  // What loads these files asks for a default export.
  {
    files: ['*.config.mjs', 'apps/web/vite.config.mjs', 'tools/test/{count-reporter,longest-first}.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
];
