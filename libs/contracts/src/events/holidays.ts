import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

// Stream: holidays-<hostId>: the public holidays on which a host is busy.

export const holidaysEvents = [
  /** All settings as they are from now on. */
  defineEvent(
    'HolidaysChosen',
    1,
    z.object({
      hostId: z.string(),
      /** ISO 3166-1. */
      country: z.string(),
      /** Null: only what is the same in the whole country. */
      region: z.string().nullable(),
      /** Days on which the host works all the same, in order: `YYYY-MM-DD`. */
      off: z.array(z.string()),
    }),
  ),
  /** No holiday counts any more. */
  defineEvent('HolidaysEnded', 1, z.object({ hostId: z.string() })),
] as const;

export type HolidaysEvent = EventOf<typeof holidaysEvents>;
export type HolidaySettings = Pick<
  Extract<HolidaysEvent, { type: 'HolidaysChosen' }>['data'],
  'country' | 'region' | 'off'
>;
