import { instantSchema } from '@bookonce/contracts/values/instant';
import { dateSchema, timeRangeSchema } from '@bookonce/contracts/values/schedule';
import { shownName } from '@bookonce/contracts/values/text';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { everyOperation } from '../fixtures/every-operation.js';
import { validate } from './validation.js';

const INSTANT = 'must be an instant in UTC such as 2026-03-29T09:00:00Z';

const messagesFor = (schema: z.ZodType, input: unknown): readonly string[] => {
  const result = validate(schema, input);
  return result.ok ? [] : result.error.map(({ path, message }) => `${path} ${message}`.trim());
};

const field = (schema: z.ZodType): z.ZodType => z.strictObject({ field: schema });
const union = z.union([z.string().max(3), z.boolean()]);
const kinds = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('a') }),
  z.strictObject({ type: z.literal('b') }),
]);

describe('the text of an issue', () => {
  it.each<readonly [string, z.ZodType, unknown]>([
    ['is required', z.string(), undefined],
    ['must be text', z.string(), 7],
    ['must be a number', z.number(), '7'],
    ['must be a whole number', z.int(), 1.5],
    ['must be true or false', z.boolean(), 'yes'],
    ['must be a list', z.array(z.string()), {}],
    ['must be an object', z.strictObject({}), []],
    ['must be an object', z.record(z.string(), z.string()), 7],
    ['must be left out', z.never(), 7],
    ['must not be empty', z.string().min(1), ''],
    ['must not be empty', z.array(z.string()).min(1), []],
    ['must have 2 entries or more', z.array(z.string()).min(2), ['a']],
    ['must have 3 characters or fewer', z.string().max(3), 'four'],
    ['must have 1 entry or fewer', z.array(z.string()).max(1), ['a', 'b']],
    ['must have 2 characters', z.string().length(2), 'a'],
    ['must be 1 or more', z.int().min(1), 0],
    ['must be 5 or less', z.int().max(5), 6],
    ['must be more than 1', z.number().gt(1), 1],
    ['must be less than 5', z.number().lt(5), 5],
    ['must be a multiple of 5', z.number().multipleOf(5), 6],
    ['must be "yes"', z.literal('yes'), 'no'],
    ['must be one of "a", "b"', z.enum(['a', 'b']), 'c'],
    ['is required: one of "a", "b"', z.enum(['a', 'b']), undefined],
    ['must be an instant in UTC such as 2026-03-29T09:00:00Z', z.iso.datetime(), 'tomorrow'],
    ['must be base64', z.base64(), '%'],
    ['must be in the form that the API description names', z.string().regex(/^a$/), 'b'],
    ['must be odd', z.string().regex(/^a$/, 'must be odd'), 'b'],
    ['must be text, or true or false', union, 7],
    ['must have 3 characters or fewer', union, 'four'],
    ['is required', union, undefined],
    ['does not have the form that the API description names', z.custom(() => false), 7],
  ])('%s', (text, schema, value) => {
    expect(messagesFor(field(schema), value === undefined ? {} : { field: value })).toEqual([`field ${text}`]);
  });

  it('names the field that tells the forms apart', () => {
    expect(messagesFor(kinds, {})).toEqual(['type is required: one of "a", "b"']);
    expect(messagesFor(kinds, { type: 'c' })).toEqual(['type must be one of "a", "b"']);
  });

  it('says what is wrong with the name of an entry', () => {
    const schema = z.record(z.string().max(1), z.string());
    expect(messagesFor(schema, { ab: '' })).toEqual([
      'ab has a name that cannot be used: it must have 1 character or fewer',
    ]);
  });
});

/** A rule about values says something untrue about a text of another form, so it is not applied to it. */
describe('a value of another form', () => {
  const busy = z.strictObject({ start: instantSchema, end: instantSchema }).refine(() => false, 'must be longer');

  it.each<readonly [string, z.ZodType, unknown, readonly string[]]>([
    ['a date', dateSchema, '9', ['must be a date such as 2026-03-29']],
    ['a day that there is not', dateSchema, '2026-02-30', ['is not a day of the calendar']],
    ['a name', shownName(9), '', ['must not be empty']],
    ['a range', timeRangeSchema, { from: '10:00', to: '25:00' }, ['to must be a time of day such as 17:00']],
    ['instants', busy, { start: '2026-03-02', end: 'x' }, [`start ${INSTANT}`, `end ${INSTANT}`]],
  ])('%s has one fault', (_what, schema, value, faults) => {
    expect(messagesFor(schema, value)).toEqual(faults);
  });
});

/** Values that callers send by mistake, alone and within lists and objects. */
const WRONG: readonly unknown[] = [
  ...[null, 7, -1, 1.5, 1e300, true, '', ' ', 'x', 'x'.repeat(100_000), '\u0000', [], {}, [{}], [null], [7], ['x']],
  ...[{ type: 'x' }, { type: 'range' }, { type: 'rolling' }, [{ type: 'select' }], [{ start: 'x' }], { 'a\n': 'x' }],
  ...[{ timeZone: 'x', weekly: [{ days: [] }], overrides: [{ date: 'x', ranges: [{}] }] }, [{ from: 'x', to: 'x' }]],
];

/** A predicate in plain words: none of the validator's own. */
const PLAIN = /^(?:must|is|has|does not|allows) /;
const RAW = /Invalid|Too (?:big|small)|expected|received|pattern|undefined|input/;

const shapeOf = (schema: z.ZodType): readonly string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

describe('every operation', () => {
  const requests = everyOperation().flatMap(({ id, body, query }) => [
    ...(body === undefined ? [] : [[`${id} body`, body] as const]),
    ...(query === undefined ? [] : [[`${id} query`, query] as const]),
  ]);

  it.each(requests)('says in plain words what is wrong: %s', (_name, schema) => {
    const bodies = [...WRONG, ...shapeOf(schema).flatMap((key) => WRONG.map((value) => ({ [key]: value })))];
    const messages = bodies.flatMap((body) => {
      const result = validate(schema, body);
      return result.ok ? [] : result.error.map(({ message }) => message);
    });
    expect([...new Set(messages)].filter((message) => !PLAIN.test(message) || RAW.test(message))).toEqual([]);
  });
});
