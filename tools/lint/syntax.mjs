/** Banned syntax. `no-restricted-syntax` takes all of it at once. */
export const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that says it.' },
  { selector: 'TSEnumDeclaration', message: 'A union of string literals says it without code.' },
];

const SUITE = '/^(describe|it|test)$/';

export const inSpecs = [
  {
    selector: `MemberExpression[object.name=${SUITE}][property.name=/^(only|skip|todo|failing)$/]`,
    message: 'Every test runs, every time.',
  },
  {
    selector: `MemberExpression[object.object.name=${SUITE}][property.name=/^(only|skip|todo|failing)$/]`,
    message: 'Every test runs, every time.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
    message: 'Every test runs, every time.',
  },
];

/** For files whose name does not say what they contain. */
export const nameless = [{ selector: 'Program', message: 'Name the file or folder after what it holds.' }];
