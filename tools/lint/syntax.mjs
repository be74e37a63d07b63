/** Bans that are a shape of the syntax tree. `no-restricted-syntax` takes all of them at once. */
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

/** For files whose very name says that nobody knew where the code belongs. */
export const nameless = [{ selector: 'Program', message: 'Name the file or folder after what it holds.' }];
