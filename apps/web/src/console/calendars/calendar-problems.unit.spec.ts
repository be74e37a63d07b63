import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../api/client.js';
import { textsIn } from '../texts/texts.js';
import { calendarProblems, failureText } from './calendar-problems.js';

const refusal = (errors: readonly { path: string; message: string; kind?: string }[], status = 422) =>
  new ApiError({ type: '/problems/validation-failed', title: '', detail: 'Invalid.', status, errors: [...errors] });

describe('a calendar that was refused', () => {
  it('has its problem at the field, in the words of the page', () => {
    const error = refusal([{ path: 'url', message: 'Nothing is at this address.', kind: 'notFound' }]);
    expect(calendarProblems(error, ['url'], textsIn('en'))).toEqual({
      fields: { url: 'Nothing is at this address.' },
      other: null,
    });
    const german = calendarProblems(error, ['url'], textsIn('de'));
    expect(german.fields.url).toContain('Unter dieser Adresse gibt es nichts.');
  });

  it('has problems of other fields beside the form', () => {
    const error = refusal([{ path: 'password', message: 'Wrong password.', kind: 'unauthorized' }]);
    expect(calendarProblems(error, ['url'], textsIn('en'))).toEqual({ fields: {}, other: 'Wrong password.' });
    expect(calendarProblems(null, ['url'], textsIn('en'))).toEqual({ fields: {}, other: null });
    expect(calendarProblems(refusal([], 429), ['url'], textsIn('en')).other).toContain('too often');
  });
});

describe('a field that the validator refused', () => {
  it.each([
    ['en', 'This was not accepted. Please change it.'],
    ['de', 'Diese Angabe wurde nicht angenommen. Bitte ändern Sie sie.'],
  ])('is marked without its words, in %s', (language, text) => {
    const error = refusal([
      { path: 'name', message: 'Too small: expected string to have >=1 characters' },
      { path: 'readFrom.3', message: 'Invalid input' },
    ]);
    const fields = { name: text, readFrom: text };
    expect(calendarProblems(error, ['name', 'readFrom'], textsIn(language))).toEqual({ fields, other: null });
  });
});

describe('a calendar that fails', () => {
  const calendar = {
    id: 'cal_1',
    type: 'ics',
    name: 'Work',
    lastReadAt: null,
    busyCount: 0,
    skippedCount: 0,
    allEventsBusy: false,
    whenUnreachable: 'lastKnown',
  } as const;

  it('says why in the language of the page, or in the words of the service', () => {
    const failing = { ...calendar, state: 'failing', error: 'The server did not answer in time.' } as const;
    expect(failureText({ ...failing, errorKind: 'timedOut' }, textsIn('de'))).toContain('nicht rechtzeitig');
    expect(failureText({ ...failing, errorKind: 'timedOut' }, textsIn('en'))).toBe(failing.error);
    expect(failureText({ ...failing, errorKind: 'new' }, textsIn('de'))).toBe(failing.error);
    expect(failureText({ ...calendar, state: 'ok' }, textsIn('en'))).toBeNull();
  });

  it('names the status that its server answers with', () => {
    const failing = { ...calendar, state: 'failing', error: 'The server answers with the error 502.' } as const;
    const answered = (errorKind: string, errorStatus: number) => ({ ...failing, errorKind, errorStatus });
    expect(failureText(answered('unreachable', 502), textsIn('de'))).toContain('Fehler 502');
    expect(failureText(answered('unauthorized', 403), textsIn('de'))).toContain('verweigert den Zugriff');
    expect(failureText(answered('unauthorized', 401), textsIn('de'))).toContain(
      'nimmt Benutzername und Passwort nicht',
    );
    // The answer was cut off.
    expect(failureText(answered('unreachable', 200), textsIn('de'))).toContain('nicht erreichbar');
    expect(failureText(answered('unreachable', 502), textsIn('en'))).toBe(failing.error);
  });
});
