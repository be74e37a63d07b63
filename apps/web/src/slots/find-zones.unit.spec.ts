import { describe, expect, it } from '@jest/globals';
import { findZones, placeOf, zoneChoices } from './find-zones.js';

const APRIL = new Date('2026-04-02T12:00:00Z');
const english = zoneChoices('en-GB', APRIL);
const german = zoneChoices('de-DE', APRIL);
const first = (search: string, choices = english): string | undefined => findZones(choices, search)[0]?.id;
const all = (search: string): readonly string[] => findZones(english, search).map(({ id }) => id);

describe('the search for a zone', () => {
  it.each([
    ['kyiv', 'Europe/Kyiv'],
    ['Kiev', 'Europe/Kyiv'],
    ['new york', 'America/New_York'],
    ['Kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['india', 'Asia/Kolkata'],
    ['+5:30 india', 'Asia/Kolkata'],
    ['us/pacific', 'America/Los_Angeles'],
    ['San Francisco', 'America/Los_Angeles'],
    ['munich', 'Europe/Berlin'],
    ['são paulo', 'America/Sao_Paulo'],
    ['uk', 'Europe/London'],
    ['saigon', 'Asia/Ho_Chi_Minh'],
    ['utc', 'UTC'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['st johns', 'America/St_Johns'],
    ['tel aviv', 'Asia/Jerusalem'],
  ])('finds %s', (search, zone) => {
    expect(first(search)).toBe(zone);
  });

  it('finds offsets of the shown date, however they are written', () => {
    for (const search of ['+5:30', '+05:30', 'UTC+5:30', 'utc +0530']) {
      expect([search, all(search)]).toEqual([search, expect.arrayContaining(['Asia/Kolkata', 'Asia/Colombo'])]);
    }
    expect(all('+5:30')).not.toContain('Asia/Karachi');
    expect(all('+2')).toContain('Europe/Berlin');
    expect(all('−4')).toContain('America/New_York');
  });

  it('finds cities and countries in German', () => {
    expect(
      ['Wien', 'Indien', 'Zürich', 'zurich', 'Kiew', 'München', 'Vereinigtes Königreich'].map((one) =>
        first(one, german),
      ),
    ).toEqual([
      'Europe/Vienna',
      'Asia/Kolkata',
      'Europe/Zurich',
      'Europe/Zurich',
      'Europe/Kyiv',
      'Europe/Berlin',
      'Europe/London',
    ]);
    expect(placeOf(german, 'Asia/Kolkata')).toBe('Kolkata, Indien');
  });

  it('finds everything for no words, and nothing for nonsense', () => {
    expect(findZones(english, '  ')).toHaveLength(english.length);
    expect(english.length).toBeGreaterThan(400);
    expect(all('nowhere')).toEqual([]);
  });
});
