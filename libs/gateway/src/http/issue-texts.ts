import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/**
 * Words what a schema found, for the reader of a 422: a predicate of the field, such as `must not be empty`. A message that
 * the schema gives itself goes before. Never repeats the value.
 */
export const issueText = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? REQUIRED : `must be ${typeName(issue.expected)}`;
    case 'invalid_value':
      return issue.input === undefined ? `${REQUIRED}: ${oneOf(issue.values)}` : `must be ${oneOf(issue.values)}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? 'in the form that the API description names'}`;
    case 'not_multiple_of':
      return `must be a multiple of ${String(issue.divisor)}`;
    case 'unrecognized_keys':
      return 'has fields that are not known';
    case 'invalid_union':
      return unionText(issue);
    case 'invalid_key':
      return `has a name that cannot be used: it ${firstOf(issue.issues)}`;
    case 'invalid_element':
      return `has an entry that cannot be used: it ${firstOf(issue.issues)}`;
    case 'custom':
      return UNFIT;
  }
};

const REQUIRED = 'is required';
const UNFIT = 'does not have the form that the API description names';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  never: 'left out',
  undefined: 'left out',
};

const typeName = (expected: string): string => TYPES[expected] ?? `of the kind ${expected}`;

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'an instant in UTC such as 2026-03-29T09:00:00Z',
  date: 'a date such as 2026-03-29',
  time: 'a time of day such as 09:00',
  email: 'an e-mail address such as ada@example.com',
  url: 'an address such as https://example.com/',
  uuid: 'a UUID',
  base64: 'base64',
  base64url: 'base64url',
};

/** Quoted if it is text, as in JSON. */
const oneOf = (values: readonly z.core.util.Primitive[]): string => {
  const words = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  return words.length === 1 ? words.join() : `one of ${words.join(', ')}`;
};

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
};

/** `3 entries`, or the bare number of a number. */
const amount = (origin: string, n: number | bigint): string => {
  const [one, many] = UNITS[origin] ?? [];
  return one === undefined || many === undefined ? String(n) : `${n} ${Number(n) === 1 ? one : many}`;
};

type Bound<Code extends Issue['code']> = Extract<Issue, { readonly code: Code }>;

const tooSmall = ({ origin, minimum, inclusive = true, exact = false }: Bound<'too_small'>): string => {
  const bound = amount(origin, minimum);
  if (UNITS[origin] === undefined) return inclusive ? `must be ${bound} or more` : `must be more than ${bound}`;
  if (exact) return `must have ${bound}`;
  if (Number(minimum) === 1) return 'must not be empty';
  return `must have ${bound} or more`;
};

const tooBig = ({ origin, maximum, inclusive = true, exact = false }: Bound<'too_big'>): string => {
  const bound = amount(origin, maximum);
  if (UNITS[origin] === undefined) return inclusive ? `must be ${bound} or less` : `must be less than ${bound}`;
  return exact ? `must have ${bound}` : `must have ${bound} or fewer`;
};

const unionText = (issue: Bound<'invalid_union'>): string => {
  if (issue.input === undefined) return REQUIRED;
  if ('options' in issue && Array.isArray(issue.options) && issue.options.length > 0) {
    const isMissing = issue.discriminator !== undefined && !hasMember(issue.input, issue.discriminator);
    return `${isMissing ? `${REQUIRED}: ` : 'must be '}${oneOf(issue.options)}`;
  }
  const branches: readonly (readonly z.core.$ZodIssue[])[] = issue.errors;
  // A branch of the right type says what is wrong within it.
  const near = branches.find(([first]) => first !== undefined && !isOtherType(first));
  const [within] = near ?? [];
  if (within !== undefined)
    return within.path.length === 0 ? within.message : `${within.path.join('.')} ${within.message}`;
  const types = branches.flatMap(([first]) =>
    first?.message.startsWith(MUST_BE) === true ? [first.message.slice(MUST_BE.length)] : [],
  );
  return types.length === 0 ? UNFIT : `${MUST_BE}${[...new Set(types)].join(', or ')}`;
};

const MUST_BE = 'must be ';

const isOtherType = ({ code, path }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

const hasMember = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

const firstOf = (issues: readonly z.core.$ZodIssue[]): string => issues[0]?.message ?? UNFIT;
