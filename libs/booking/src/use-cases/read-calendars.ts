import { freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import { sendCommand } from '@bookonce/contracts/send-command';
import type { Bus, CommandContext } from '@bookonce/kernel/ports/bus';
import type { Ids } from '@bookonce/kernel/ports/ids';

/** The hosts whose connected calendars are to be read before a slot is decided, and the slot. */
export interface CalendarsToRead {
  readonly hostIds: readonly string[];
  readonly start: string;
  readonly end: string;
}

/**
 * Has the calendars of these hosts read, as far as they are not fresh. Returns the hosts who take no meeting while theirs
 * cannot be read. Rejects if the calendar service is lost: it alone knows which hosts those are.
 */
export const readCalendars = async (
  { bus, ids }: { readonly bus: Pick<Bus, 'request'>; readonly ids: Pick<Ids, 'derive'> },
  { hostIds, start, end }: CalendarsToRead,
  context: CommandContext,
): Promise<readonly string[]> => {
  if (hostIds.length === 0) return [];
  const commandId = ids.derive(`${context.commandId}/freshen-calendars`);
  const payload = { hostIds: [...hostIds], start, end };
  const reply = await sendCommand(bus, freshenCalendars, payload, { ...context, commandId, by: 'system' });
  if (!reply.ok) throw new Error(`calendars not read: ${reply.error.kind}`);
  return reply.value.unreadableHostIds;
};
