import type { BusySource } from '@bookonce/contracts/events/calendar';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { Interval } from '@bookonce/contracts/values/instant';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryOf } from '../domain/busy-times.js';
import { DAY_MS } from '../domain/slots/day-number.js';
import { union } from '../domain/slots/spans.js';
import { NOW, withHosts, type TestAvailability } from '../fixtures/test-availability.js';
import { busyBlocks, hosts } from './availability-documents.js';
import { busyBetween, namedBusyBetween, readBusy } from './busy-blocks.js';

const HOST = 'hst_a';
const SOURCES: readonly BusySource[] = [
  PUT_SOURCE,
  { type: 'ics', id: 'cal_1', name: 'Work' },
  { type: 'holidays', id: 'holidays', name: 'Germany' },
];
const HOUR_MS = 3_600_000;
const FROM = epochMsOf(NOW);

const change = ({ service, ports }: TestAvailability, source: BusySource, intervals: readonly Interval[] | null) =>
  service.changeBusy(ports.message({ hostId: HOST, source, intervals: intervals === null ? null : [...intervals] }));

const read = async (availability: TestAvailability, from: number, to: number) => {
  await availability.project();
  const { readModels } = availability.ports;
  const host = await readModels.get(hosts, HOST);
  if (host === null) throw new Error('there is no host');
  return { host, known: await readBusy(readModels, HOST, host, from, to) };
};

const blocksIn = async ({ ports: { readModels } }: TestAvailability): Promise<readonly string[]> => {
  const ids = [];
  for await (const { id } of readModels.scan(busyBlocks)) ids.push(id);
  return ids;
};

describe('the views of busy times', () => {
  it('show what each source was last said to have, in whole intervals', async () => {
    const times = fc.array(
      fc.tuple(fc.nat(90 * 24), fc.integer({ min: 1, max: 40 * 24 })).map(([start, length]) => ({
        start: instantOf(FROM + start * HOUR_MS),
        end: instantOf(FROM + (start + length) * HOUR_MS),
      })),
      { maxLength: 6 },
    );
    const changes = fc.array(fc.tuple(fc.constantFrom(...SOURCES), times), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(90), fc.integer({ min: 1, max: 62 }), async (all, day, days) => {
        const availability = await withHosts([HOST]);
        for (const [source, intervals] of all) await change(availability, source, intervals);
        const [from, to] = [FROM + day * DAY_MS, FROM + (day + days) * DAY_MS];
        const { known } = await read(availability, from, to);
        const wanted = SOURCES.map((source) => {
          const last = all.findLast(([changed]) => changed.id === source.id)?.[1] ?? [];
          const spans = union(last.map(entryOf)).filter(({ start, end }) => start < to && end > from);
          return { source, spans };
        });
        const named = namedBusyBetween(known, from, to);
        expect(named.map(({ source, spans }) => ({ source, spans: union(spans) }))).toEqual(
          wanted.filter(({ spans }) => spans.length > 0),
        );
        const overlapping = union(busyBetween(known, from, to).flatMap(({ spans }) => spans)).filter(
          ({ start, end }) => start < to && end > from,
        );
        expect(overlapping.map(clipped(from, to))).toEqual(
          union(wanted.flatMap(({ spans }) => spans)).map(clipped(from, to)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keep nothing of a source that was removed', async () => {
    const availability = await withHosts([HOST]);
    const [, work] = SOURCES;
    if (work === undefined) throw new Error('there is no source');
    const year = [{ start: instantOf(FROM), end: instantOf(FROM + 360 * DAY_MS) }];
    await change(availability, work, year);
    expect((await read(availability, FROM, FROM)).host.busySources).toEqual([work]);
    expect(await blocksIn(availability)).toHaveLength(24);
    await change(availability, work, null);
    expect((await read(availability, FROM, FROM)).host.busySources).toEqual([]);
    expect(await blocksIn(availability)).toEqual([]);
  });

  it('keep what the API set with its notes, and since when', async () => {
    const availability = await withHosts([HOST]);
    const { service, ports } = availability;
    const noted = { start: instantOf(FROM), end: instantOf(FROM + HOUR_MS), note: 'Dentist' };
    expect((await read(availability, FROM, FROM)).host.busySetAt).toBeNull();
    await service.setBusy(ports.message({ hostId: HOST, intervals: [noted] }));
    const { host } = await read(availability, FROM, FROM);
    expect(host).toMatchObject({ busy: [noted], busySetAt: NOW, busySources: [] });
    await service.setBusy(ports.message({ hostId: HOST, intervals: [] }));
    expect((await read(availability, FROM, FROM)).host.busy).toEqual([]);
  });
});

const clipped =
  (from: number, to: number) =>
  ({ start, end }: { readonly start: number; readonly end: number }) => ({
    start: Math.max(start, from),
    end: Math.min(end, to),
  });
