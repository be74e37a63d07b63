import { hosts, meetingTypes } from '@bookonce/availability/views/availability-documents';
import { MOST_BUSY_ITEMS, namedBusyBetween, readBusy } from '@bookonce/availability/views/busy-blocks';
import { MOST_JUDGED_DAYS } from '@bookonce/availability/views/judge-starts';
import type { BusySource } from '@bookonce/contracts/events/calendar';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { explainMeetingTypeStart, listHostBusy, listMeetingTypeStarts } from '../api/availability-api.js';
import { windowOf } from '../api/shapes.js';
import type { GatewayOptions } from '../gateway-options.js';
import { invalid, json, notFound } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { busySourceForms, type BusySourceForm } from './calendar-readings.js';
import { findOwned } from './owned.js';
import { reasonText, type ReasonContext, type SlotReason } from './reason-texts.js';
import type { SlotFinder } from './slot-finder.js';

export interface AvailabilityDeps {
  readonly readModels: ReadModels;
  readonly slots: SlotFinder;
  readonly clock: Clock;
  readonly options: Pick<GatewayOptions, 'calendarReadings'>;
}

/** Busy times, and the reasons for which a time is not offered. */
export const availabilityEndpoints = ({
  readModels,
  slots,
  clock,
  options: { calendarReadings },
}: AvailabilityDeps): readonly Endpoint[] => [
  workspaceEndpoint(listHostBusy, async ({ params, query, workspaceId }) => {
    const host = await findOwned(readModels, hosts, params.id, workspaceId);
    if (host === null) return notFound();
    const window = windowOf(query, clock.now());
    if (!window.ok) return invalid(window.error);
    const [from, to] = [epochMsOf(window.value.from), epochMsOf(window.value.to)];
    const formOf = await busySourceForms(calendarReadings, [host]);
    const items = namedBusyBetween(await readBusy(readModels, host.id, host, from, to), from, to)
      .flatMap(({ source, spans }) => {
        const form = formOf(source, host);
        return spans.map((span) => ({ ...span, source: form }));
      })
      .sort((a, b) => a.start - b.start || a.end - b.end);
    return json(200, firstOf(items));
  }),

  workspaceEndpoint(explainMeetingTypeStart, async ({ params, query: { start }, workspaceId, onlyFor }) => {
    const type = await findOwned(readModels, meetingTypes, params.id, workspaceId);
    if (type === null) return notFound();
    const { offered, hosts: everybody } = await slots.explain(type, start);
    const explained = everybody.filter(({ hostId }) => onlyFor === null || hostId === onlyFor);
    const known = await Promise.all(explained.map(({ hostId }) => readModels.get(hosts, hostId)));
    const formOf = await busySourceForms(
      calendarReadings,
      known.flatMap((host) => host ?? []),
    );
    const context = { start, rules: type, now: clock.now() };
    const forms = explained.map(({ hostId, reasons }, index) => ({
      hostId,
      offered: reasons.length === 0,
      reasons: reasons.map((reason) =>
        reasonForm(reason, context, (source) => formOf(source, known[index] ?? undefined)),
      ),
    }));
    return json(200, { offered, hosts: forms });
  }),

  workspaceEndpoint(listMeetingTypeStarts, async ({ params, query, workspaceId }) => {
    const type = await findOwned(readModels, meetingTypes, params.id, workspaceId);
    if (type === null) return notFound();
    const window = windowOf(query, clock.now(), MOST_JUDGED_DAYS);
    if (!window.ok) return invalid(window.error);
    return json(200, { starts: await slots.judge(type, window.value) });
  }),
];

const reasonForm = (reason: SlotReason, context: ReasonContext, formOf: (source: BusySource) => BusySourceForm) => {
  const source = 'source' in reason ? reason.source : null;
  const text = reasonText(reason, context);
  return { kind: reason.kind, ...(source === null ? {} : { source: formOf(source) }), text };
};

interface BusyItem {
  /** Epoch ms, as is `end`. */
  readonly start: number;
  readonly end: number;
  readonly source: BusySourceForm;
}

/** The sources are few, so less than one answer has begun before the window, and `next` always goes on. */
const firstOf = (items: readonly BusyItem[]) => {
  const next = items[MOST_BUSY_ITEMS];
  return {
    items: items
      .slice(0, MOST_BUSY_ITEMS)
      .map(({ start, end, source }) => ({ start: instantOf(start), end: instantOf(end), source })),
    ...(next === undefined ? {} : { next: instantOf(next.start) }),
  };
};
