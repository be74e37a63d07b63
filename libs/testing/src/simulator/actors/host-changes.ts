import { changeMeeting, recordNoShow } from '@bookonce/contracts/commands/booking';
import type { HostChange, PlannedAttempt } from '../world/draw-attempt.js';
import type { World } from '../world/world.js';
import { Person } from './person.js';

const HOUR_MS = 60 * 60_000;

/** Makes the planned changes to a confirmed booking, as its host. */
export const changeBooking = async (
  world: World,
  { bookingId, hostChanges }: Pick<PlannedAttempt, 'hostChanges'> & { readonly bookingId: string },
): Promise<void> => {
  const host = new Person(`host of ${bookingId}`, world);
  for (const [index, change] of hostChanges.entries()) {
    await make(host, bookingId, change, `${change} ${index}/${bookingId}`);
  }
};

const make = async (host: Person, bookingId: string, change: HostChange, key: string): Promise<void> => {
  switch (change) {
    case 'longer':
    case 'shorter': {
      const durationMinutes = change === 'longer' ? 60 : 15;
      const reply = await host.send(changeMeeting, { bookingId, durationMinutes }, key, bookingId);
      if (reply?.ok !== true) return;
      host.world.observe({ what: 'lengthChanged', bookingId, durationMinutes });
      return;
    }
    case 'elsewhere': {
      const location = { type: 'video', value: 'https://meet.example.com/{random}' } as const;
      await host.send(changeMeeting, { bookingId, location }, key, bookingId);
      return;
    }
    case 'noShow':
      await host.pause('waits for the attendee', host.world.deps.random.between(0, 2) * HOUR_MS);
      await host.send(recordNoShow, { bookingId, noShow: true }, key, bookingId);
      return;
  }
};
