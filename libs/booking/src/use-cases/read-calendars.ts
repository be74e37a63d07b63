import { checkFreshness, freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import { sendCommand, sendIfKnown } from '@bookonce/contracts/send-command';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';

/** The hosts whose connected calendars are to be read before a slot is decided, and the slot. */
export interface CalendarsToRead {
  readonly hostIds: readonly string[];
  readonly start: string;
  readonly end: string;
  /** The booking that its host moves to the slot. */
  readonly movedBooking?: string;
}

interface Deps {
  readonly bus: Pick<Bus, 'request'>;
  readonly ids: Pick<Ids, 'derive'>;
}

/**
 * Returns whether all calendars of these hosts were read so recently that {@link readCalendars} would read none. False if
 * no answer comes: {@link readCalendars} may wait longer for the calendar service than a turn at the link.
 */
export const areFresh = async (
  { bus, ids }: Deps,
  { hostIds, start, end }: CalendarsToRead,
  context: CommandContext,
): Promise<boolean> => {
  const commandId = ids.derive(`${context.commandId}/check-freshness`);
  const payload = { hostIds: [...hostIds], start, end };
  const sent = sendIfKnown(bus, checkFreshness, payload, { ...context, commandId, by: 'system' });
  const reply = await sent.catch(() => null);
  // A calendar service of an earlier release does not know the question.
  return reply?.ok === true && reply.value.areFresh;
};

/**
 * Has the calendars of these hosts read, as far as they are not fresh. Returns the hosts who take no meeting while theirs
 * cannot be read. Rejects if the calendar service is lost: it alone knows which hosts those are.
 */
export const readCalendars = async (
  { bus, ids }: Deps,
  { hostIds, ...slot }: CalendarsToRead,
  context: CommandContext,
): Promise<readonly string[]> => {
  if (hostIds.length === 0) return [];
  const commandId = ids.derive(`${context.commandId}/freshen-calendars`);
  const payload = { hostIds: [...hostIds], ...slot };
  const reply = await sendCommand(bus, freshenCalendars, payload, { ...context, commandId, by: 'system' });
  if (!reply.ok) throw new Error(`calendars not read: ${reply.error.kind}`);
  return reply.value.unreadableHostIds;
};
