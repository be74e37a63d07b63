import { describe, expect, it } from '@jest/globals';
import type { Question } from '../api/client.js';
import { en } from '../messages/en.js';
import { detailErrors, detailsFor, toBookingRequest, withoutEmptyGuests, withoutError } from './details.js';

const questions: readonly Question[] = [
  { id: 'topic', label: 'Topic', type: 'text', required: true },
  { id: 'terms', label: 'Terms', type: 'checkbox', required: true },
  { id: 'more', label: 'More', type: 'longText', required: false },
];

const bea = { ...detailsFor({}), name: 'Bea', email: 'bea@example.com' };
const slot = { start: '2026-03-03T09:00:00.000Z', end: '2026-03-03T09:30:00.000Z' };

describe('the details of a booking', () => {
  it('begin with the recipient, if the link shows who that is', () => {
    expect(detailsFor({ recipient: { name: 'Bea', email: 'bea@example.com' } })).toEqual(bea);
    expect(detailsFor({ recipient: { email: 'bea@example.com' } })).toMatchObject({
      name: '',
      email: 'bea@example.com',
    });
  });

  it('become a request without what is empty', () => {
    const context = { timeZone: 'Europe/Berlin', tracking: {} };
    const attendee = { name: 'Bea', email: 'bea@example.com', timeZone: 'Europe/Berlin' };
    expect(toBookingRequest(slot, { ...bea, guests: ['', ' '] }, [], context)).toEqual({ start: slot.start, attendee });
    const details = { ...bea, guests: [' cy@example.com ', ''], note: ' Hi ' };
    expect(toBookingRequest(slot, details, [], { ...context, tracking: { ref: 'news' } })).toEqual({
      start: slot.start,
      attendee,
      guests: ['cy@example.com'],
      note: 'Hi',
      tracking: { ref: 'news' },
    });
  });

  it('count guests without the empty fields', () => {
    expect(withoutEmptyGuests({ ...bea, guests: ['', 'cy@example.com'] }).guests).toEqual(['cy@example.com']);
  });
});

describe('errors of the details form', () => {
  it('reports missing fields', () => {
    expect(Object.keys(detailErrors(detailsFor({}), questions, en))).toEqual([
      'attendee.name',
      'attendee.email',
      'answers.topic',
      'answers.terms',
    ]);
    const details = { ...bea, answers: { topic: 'x', terms: true } };
    expect(detailErrors(details, questions, en)).toEqual({});
    expect(detailErrors({ ...details, answers: { topic: ' ', terms: false } }, questions, en)).toEqual({
      'answers.topic': en.required,
      'answers.terms': en.required,
    });
  });

  it('reports guests whose address is wrong, and minds no empty field', () => {
    expect(detailErrors({ ...bea, guests: ['cy@example.com', 'dan', ''] }, [], en)).toEqual({
      'guests.1': en.emailWrong,
    });
  });

  it('removes the errors of one field, or of all guests', () => {
    expect(withoutError({ a: 'x', b: 'y' }, 'a')).toEqual({ b: 'y' });
    expect(withoutError({ 'guests.0': 'x', 'guests.1': 'y', b: 'z' }, 'guests')).toEqual({ b: 'z' });
    expect(withoutError({ 'guests.0': 'x', 'guests.1': 'y' }, 'guests.1')).toEqual({ 'guests.0': 'x' });
  });
});
