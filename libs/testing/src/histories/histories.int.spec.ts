import { linkView } from '@bookonce/link/views/link-document';
import { defineEvent, type EventDefinition } from '@bookonce/contracts/define-event';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { historyNames, readHistory } from './history-file.js';
import { currentCatalogue, foldAll, schemaProblems, upcastTo, violationsOf, type Catalogue } from './replay.js';
import { viewChanges } from './view-hashes.js';

const histories = historyNames().map((name) => ({ name, events: readHistory(name) }));
const allEvents = histories.flatMap(({ events }) => events);
const today = (events: readonly StoredEvent[]): readonly StoredEvent[] =>
  events.map((event) => upcastTo(currentCatalogue, event));

describe('the recorded histories', () => {
  it('cover every event type in every version', () => {
    const recorded = new Set(allEvents.map(({ type, meta }) => `${type} ${meta.version}`));
    const missing = [...currentCatalogue.values()].flatMap(({ type, version }) =>
      Array.from({ length: version }, (_, index) => `${type} ${index + 1}`).filter((one) => !recorded.has(one)),
    );
    // Record another history that has these events: npm run histories:record -- <name>
    expect(missing).toEqual([]);
  });

  it('make the recorded views', () => {
    // Intended? Raise the projector's version, then: npm run histories:views -- --why "<reason>"
    expect(viewChanges()).toEqual([]);
  });

  it('name only people of example.com and example.org', () => {
    const text = JSON.stringify(allEvents);
    const domains = text.matchAll(/@([\w-]+(?:\.[\w-]+)+)/g).map(([, domain]) => domain);
    expect([...new Set(domains)].sort()).toEqual(['example.com', 'example.org']);
  });
});

describe.each(histories)('history $name', ({ events }) => {
  it('parses by the schemas of today', () => {
    // A stored event never changes: raise the version of its definition and add an upcaster (CONTRIBUTING.md).
    expect(schemaProblems(events, currentCatalogue)).toEqual([]);
  });

  it('folds without a failure, in any order', () => {
    expect(foldAll(today(events)).size).toBeGreaterThan(0);
  });

  it('keeps the invariants', () => {
    expect(violationsOf(today(events))).toEqual([]);
  });
});

describe('a breaking change of an event', () => {
  const changed = (type: string, definition: EventDefinition | null): Catalogue => {
    const catalogue = new Map(currentCatalogue);
    if (definition === null) catalogue.delete(type);
    else catalogue.set(type, definition);
    return catalogue;
  };
  const problemsWith = (catalogue: Catalogue): readonly string[] => schemaProblems(allEvents, catalogue);
  const consumed = { linkId: z.string(), bookingId: z.string(), hostIds: z.array(z.string()) };
  const { hostIds, ...withoutHosts } = consumed;
  const redefined = (shape: z.ZodRawShape): Catalogue =>
    changed('LinkConsumed', defineEvent('LinkConsumed', 1, z.object(shape)));

  it.each<[string, Catalogue, readonly string[]]>([
    [
      'renamed field',
      redefined({ ...withoutHosts, hosts: hostIds }),
      ['LinkConsumed: hosts: Invalid input: expected array, received undefined'],
    ],
    ['removed field', redefined(withoutHosts), ['LinkConsumed: hostIds: is stored, but missing in the schema']],
    [
      'new required field',
      redefined({ ...consumed, at: z.string() }),
      ['LinkConsumed: at: Invalid input: expected string, received undefined'],
    ],
    [
      'narrowed field',
      redefined({ ...consumed, linkId: z.int() }),
      ['LinkConsumed: linkId: Invalid input: expected number, received string'],
    ],
    [
      'changed value',
      redefined({ ...consumed, bookingId: z.string().transform((id) => id.toUpperCase()) }),
      ['LinkConsumed: its schema changes what is stored.'],
    ],
    ['removed type', changed('LinkConsumed', null), ['LinkConsumed is stored, but missing in the event catalogue.']],
    [
      'new version without an upcaster',
      changed('HostRenamed', defineEvent('HostRenamed', 2, z.object({ hostId: z.string(), givenName: z.string() }))),
      ['HostRenamed: givenName: Invalid input: expected string, received undefined'],
    ],
  ])('fails the replay: a %s', (_what, catalogue, problems) => {
    expect(problemsWith(catalogue)).toEqual(problems);
  });

  it('passes the replay if it is a new optional field', () => {
    expect(problemsWith(redefined({ ...consumed, at: z.string().optional() }))).toEqual([]);
  });
});

describe('a changed view', () => {
  it('fails the replay, with its name and version', () => {
    const [history] = historyNames();
    const { version } = linkView;
    const view = { version, hash: 'another', why: 'a mistake' };
    const changes = viewChanges({ [history ?? '']: { link: view } });
    expect(changes).toContain(`${history}: view link has changed, but its version is still ${version}`);
    expect(changes).toContain(`${history}: view booking is not recorded`);
  });
});
