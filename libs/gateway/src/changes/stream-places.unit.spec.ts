import { describe, expect, it } from '@jest/globals';
import { StreamPlaces, type Place } from './stream-places.js';

const token = (subject: string): Place => ({ name: 'token', subject, most: 2 });
const client = (subject: string | null): Place => ({ name: 'client', subject, most: 3 });

const taken = (places: StreamPlaces, ...wanted: readonly Place[]): (() => void) => {
  const got = places.take(wanted);
  if (typeof got !== 'function') throw new Error(`no place for ${got.name}`);
  return got;
};

describe('places for streams', () => {
  it('are counted for each subject, and free again once they are given back', () => {
    const places = new StreamPlaces();
    const release = taken(places, token('a'));
    taken(places, token('a'));
    expect(places.take([token('a')])).toMatchObject({ name: 'token', most: 2 });
    taken(places, token('b'));
    release();
    release();
    taken(places, token('a'));
    expect(places.take([token('a')])).toMatchObject({ name: 'token' });
  });

  it('are taken of every subject or of none', () => {
    const places = new StreamPlaces();
    for (const name of ['a', 'b', 'c']) taken(places, token(name), client('office'));
    expect(places.take([token('d'), client('office')])).toMatchObject({ name: 'client', most: 3 });
    for (let time = 0; time < 2; time += 1) taken(places, token('d'), client('home'));
  });

  it('are not counted without a subject', () => {
    const places = new StreamPlaces();
    for (const name of ['a', 'b', 'c', 'd', 'e']) taken(places, token(name), client(null));
  });
});
