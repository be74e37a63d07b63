import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import { categoryOf, streamIdOf, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { z } from 'zod';
import type { changeSchema } from '../api/console-api.js';
import type { ViewName } from '../api/operation.js';

/** Something that a console shows is not what it was. */
export type Change = z.infer<typeof changeSchema>;

interface Told {
  readonly kind: Change['kind'];
  /** The view that shows it. */
  readonly view: ViewName;
}

const byCategory: Readonly<Record<string, Told>> = {
  link: { kind: 'link', view: 'link' },
  booking: { kind: 'booking', view: 'booking' },
  meetingType: { kind: 'meetingType', view: 'availability' },
  calendar: { kind: 'host', view: 'availability' },
};

const typesOf = (category: 'link' | 'booking' | 'meetingType'): readonly string[] =>
  eventCatalogue[category].map(({ type }) => type);

/** A host's slots change with bookings, which are told of by themselves; a request is settled a moment later. */
export const TOLD_TYPES: readonly string[] = [
  ...typesOf('link'),
  ...typesOf('booking').filter((type) => type !== 'BookingRequested'),
  ...typesOf('meetingType'),
  ...['HostAdded', 'HostRenamed', 'ScheduleSet', 'TimeOffSet', 'BusySet'],
];

/** What an event changed, and which view shows it; null where nobody is told. */
export const changeOf = ({
  stream,
}: Pick<StoredEvent, 'stream'>): { readonly change: Change; readonly view: ViewName } | null => {
  const told = byCategory[categoryOf(stream)];
  return told === undefined ? null : { change: { kind: told.kind, id: streamIdOf(stream) }, view: told.view };
};
