import { describe, expect, it } from '@jest/globals';
import { recipientsOf } from './recipients.js';

const ada = { name: 'Ada', email: 'ada@example.com' };

describe('the recipients of a CSV file', () => {
  it.each([
    ['a heading', 'name,email\nAda,ada@example.com'],
    ['a heading in another order, among other columns', 'E-Mail;Company;Name\nada@example.com;Engines;Ada'],
    ['no heading', 'Ada,ada@example.com'],
    ['no heading, the address first', 'ada@example.com,Ada'],
  ])('are found with %s', (_what, text) => {
    expect(recipientsOf(text)).toEqual({ recipients: [ada], problems: [] });
  });

  it('need a name or an address, not both', () => {
    expect(recipientsOf('name,email\nAda,\n,grace@example.com').recipients).toEqual([
      { name: 'Ada' },
      { email: 'grace@example.com' },
    ]);
    expect(recipientsOf('name\nAda').recipients).toEqual([{ name: 'Ada' }]);
  });

  it('are not made up from what is no address', () => {
    expect(recipientsOf('name,email\nAda,ada@example.com\nGrace,grace at example')).toEqual({
      recipients: [ada],
      problems: [{ line: 3, text: 'Grace grace at example' }],
    });
  });

  it('are none in an empty file', () => {
    expect(recipientsOf('\n')).toEqual({ recipients: [], problems: [] });
  });
});
