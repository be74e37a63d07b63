import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done } from '../replies.js';

// Answered by the calendar service.

/** Calendars that were read before a slot is decided. */
export interface Freshened extends Done {
  /** Hosts with a calendar that must be read, and cannot be read now. */
  readonly unreadableHostIds: readonly string[];
}

/** Longer than the deadline of a read at booking time, 1.5 s. */
const ANSWERED_WITHIN_MS = 3_000;

/**
 * Reads the connected calendars of these hosts as far as they are older than a minute, and sets what they say is busy
 * around the slot. A calendar that cannot be read in time counts as last known, unless its host has it refuse.
 *
 * `movedBooking`: its host moves it to this slot. If they have moved its event there first, that event is not in the way:
 * the calendars are read however fresh they are, and it does not count.
 */
export const freshenCalendars = defineCommand<CommandReply<never, Freshened>>()(
  'calendars.freshen',
  z.object({ hostIds: z.array(z.string()), start: z.string(), end: z.string(), movedBooking: z.string().optional() }),
  { answeredWithinMs: ANSWERED_WITHIN_MS },
);

export interface Freshness extends Done {
  /** Whether all calendars were read within the last minute, at least around the slot. */
  readonly areFresh: boolean;
}

/** A question about states that are in the database. */
const FRESHNESS_ANSWERED_WITHIN_MS = 1_000;

/** Asks whether the connected calendars of these hosts are fresh around the slot. Reads none, so the answer comes at once. */
export const checkFreshness = defineCommand<CommandReply<never, Freshness>>()(
  'calendars.check-freshness',
  z.object({ hostIds: z.array(z.string()), start: z.string(), end: z.string() }),
  { answeredWithinMs: FRESHNESS_ANSWERED_WITHIN_MS },
);
