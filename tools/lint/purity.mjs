/** Globals that pure code (domain, views, contracts, kernel) may not use: time, randomness, I/O and the process. */
const impureGlobals = ['process', 'console', 'crypto', 'fetch', 'Buffer', 'globalThis', 'global', 'require'];

const timers = ['performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

const impureProperties = [
  { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
  { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
  { object: 'DateTime', property: 'now', message: 'Time comes in as an argument.' },
  { object: 'DateTime', property: 'local', message: 'Zone and time come in as arguments.' },
];

/**
 * @param {object} options
 * @param {string[]} options.packages patterns of packages that may be imported, besides the package's own files
 * @param {boolean} [options.dates] `Date` may turn an instant into another form of itself, never tell the time
 * @returns {import('eslint').Linter.RulesRecord}
 */
export const pure = ({ packages, dates = false }) => ({
  'no-restricted-globals': [
    'error',
    ...[...impureGlobals, ...(dates ? [] : ['Date', 'Intl'])].map((name) => ({
      name,
      message: 'Pure code gets time, ids and randomness as arguments.',
    })),
    ...timers.map((name) => ({ name, message: 'Waiting is a port: take a Scheduler as an argument.' })),
  ],
  'no-restricted-properties': ['error', ...impureProperties],
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^(?!\\.{1,2}/${packages.map((name) => `|${name}`).join('')})`,
          message: 'Pure code imports nothing that has to do with the world outside.',
        },
      ],
    },
  ],
});

/** Syntax that pure code may not contain, for `no-restricted-syntax`. */
export const impureShapes = [
  { selector: 'ImportExpression', message: 'Pure code is imported, never loaded.' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in as an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Time comes in as an argument.' },
];

/** Domain code must not import use cases. */
export const inwardOnly = {
  selector: 'ImportDeclaration[source.value=/^(\\.\\.\\u002F)+(use-cases|handlers|views)\\u002F/]',
  message: 'Domain code imports domain code, contracts and kernel.',
};

/** Stored events must not depend on the rules for input, except for the reasons, which are in no input. */
export const storedShapes = {
  selector: 'ImportDeclaration[source.value=/^(\\.\\.\\u002F)+values\\u002F(?!reasons\\.js)/]',
  message: 'Rules for input become stricter, stored events stay as they are: use a schema of stored-values.ts.',
};
