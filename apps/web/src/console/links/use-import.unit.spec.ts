import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../api/client.js';
import { textsIn } from '../texts/texts.js';
import { refusedIn } from './use-import.js';

const row = (line: number) => ({ kind: 'link' as const, line, link: {} });
const refusal = (...paths: readonly string[]) =>
  new ApiError({
    type: '/problems/validation-failed',
    title: 'Validation failed',
    status: 422,
    detail: 'See the errors.',
    errors: paths.map((path) => ({ path, message: 'Invalid input: expected string' })),
  });

describe('rows that the service refused', () => {
  it('are named once, with the fields in the words of the page', () => {
    const error = refusal('links.1.recipient.email', 'links.1.metadata.firma', 'links.0.overrides.slots.0.start');
    const refused = refusedIn(error, [row(2), row(5)]);
    expect(refused).toEqual([
      { line: 5, fields: ['email', 'data'] },
      { line: 2, fields: ['times'] },
    ]);
    const [fields] = refused.map((one) => ({ type: 'refused' as const, fields: one.fields }));
    if (fields === undefined) throw new Error('nothing was refused');
    expect(textsIn('en').import.problem(fields)).toBe('Not accepted: e-mail, data for integrations.');
    expect(textsIn('de').import.problem(fields)).toBe('Nicht angenommen: E-Mail, Daten für Integrationen.');
  });

  it('are none if the call failed for another reason', () => {
    expect(refusedIn(refusal('meetingTypeId'), [row(2)])).toEqual([]);
    expect(refusedIn(new Error('offline'), [row(2)])).toEqual([]);
  });
});
