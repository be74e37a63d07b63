import { changeBusy } from '@bookonce/contracts/commands/availability';
import { sendCommand } from '@bookonce/contracts/send-command';
import { MOST_BUSY_INTERVALS } from '@bookonce/contracts/values/busy-source';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { BusyInterval } from '@bookonce/kernel/ports/busy-reader';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { unreachable } from '@bookonce/kernel/result';
import type { BusyChange, BusySources, CalendarSource } from './busy-sources.js';

/** Sends busy times to the availability service, which stores them only if they have changed. */
export class BusBusySources implements BusySources {
  constructor(
    private readonly bus: Pick<Bus, 'request'>,
    private readonly ids: Pick<Ids, 'uuid'>,
  ) {}

  async change(
    { hostId, workspaceId, source }: CalendarSource,
    intervals: readonly BusyInterval[] | null,
    within: BusyInterval | null = null,
  ): Promise<BusyChange> {
    const commandId = this.ids.uuid();
    const context = { commandId, correlationId: source.id, causationId: commandId, workspaceId, by: 'system' };
    const changed = { hostId, source, intervals: intervals === null ? null : [...intervals] };
    const payload = within === null ? changed : { ...changed, within };
    const reply = await sendCommand(this.bus, changeBusy, payload, context);
    if (reply.ok) return { kind: 'done', position: reply.value.position };
    switch (reply.error.kind) {
      case 'tooManyIntervals':
        return { kind: 'tooMany', most: MOST_BUSY_INTERVALS };
      case 'sourceRemoved':
      case 'hostUnknown':
        return { kind: 'gone' };
      case 'conflict':
        throw new Error(`the calendar of ${hostId} changes too often`);
      default:
        return unreachable(reply.error);
    }
  }
}
