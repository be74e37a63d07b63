import {
  accessOwnerOf,
  changeCalendar,
  connectCalendar,
  disconnectCalendar,
  readCalendar,
} from '@bookonce/contracts/commands/calendars';
import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import { occupiedTimes } from '@bookonce/calendars/views/calendar-documents';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { Person } from '../actors/person.js';
import { simulatedVault } from '../ports/simulated-ids.js';
import type { World } from '../world/world.js';
import type { CalendarWorld } from './calendar-world.js';
import type { Happening, PlannedCalendar } from './draw-calendars.js';

const MINUTE_MS = 60_000;
/** No booking starts off the grid by this much, so a host's move is never mistaken for the product's. */
const DRAGGED_MS = 11 * MINUTE_MS;

/** Connects the calendars, and chooses their settings. */
export const connectCalendars = async (world: World, calendars: CalendarWorld): Promise<void> => {
  for (const plan of calendars.plans) {
    for (const event of plan.firstEvents) calendars.calendarOf(plan).put(event);
    await connect(world, calendars, plan);
  }
  // A calendar is fresh for a minute after a read, and is not read again for a booking.
  const { random } = world.deps;
  if (random.chance(0.8))
    await new Person('host', world).pause('lets the calendars age', random.between(61_000, 150_000));
};

const connect = async (world: World, calendars: CalendarWorld, plan: PlannedCalendar): Promise<void> => {
  const { key, calendarId, hostId, kind, allEventsBusy, whenUnreachable, takesBookings } = plan;
  const { url, href } = calendars.calendarOf(plan);
  const host = new Person(`host of ${plan.name}`, world);
  const access = kind === 'ics' ? { url } : { url, username: 'host', password: 'secret' };
  const sealedAccess = simulatedVault.seal(accessOwnerOf(calendarId), JSON.stringify(access));
  const log = calendars.logOf(plan);
  const connected = await host.send(
    connectCalendar,
    { hostId, type: kind, sealedAccess, name: plan.name, allEventsBusy },
    key,
    calendarId,
  );
  const settings = { whenUnreachable, ...(takesBookings ? { writeTo: href } : {}) };
  const changed = await host.send(changeCalendar, { hostId, calendarId, ...settings }, `${key}/settings`, calendarId);
  if (connected?.ok !== true || changed?.ok !== true) throw new Error(`${plan.name} was not connected`);
  log.connectedAt = world.deps.steps.now;
};

/** Does what happens to a calendar meanwhile, in its host's program and on its server. */
export const ownCalendar = async (world: World, calendars: CalendarWorld, plan: PlannedCalendar): Promise<void> => {
  const host = new Person(`host of ${plan.name}`, world);
  for (const [index, happening] of plan.happenings.entries()) {
    await host.pause(`${happening.kind} in ${plan.name}`, happening.afterMs);
    await happen(host, calendars, plan, happening, `${plan.key}/${index}`);
  }
};

const happen = async (
  host: Person,
  calendars: CalendarWorld,
  plan: PlannedCalendar,
  happening: Happening,
  key: string,
): Promise<void> => {
  const { world } = host;
  const { steps, random, chaos } = world.deps;
  const { calendarId, hostId } = plan;
  const calendar = calendars.calendarOf(plan);
  const log = calendars.logOf(plan);
  switch (happening.kind) {
    case 'put':
      return calendar.put(happening.event);
    case 'delete': {
      const own = calendar.events.filter(({ uid }) => uid.endsWith('@example.com'));
      if (own.length > 0) calendar.delete(random.pick(own).uid);
      return;
    }
    case 'mood':
      if (!chaos.isCalm) calendar.behave(happening.mood);
      return;
    case 'moveBooking':
    case 'deleteBooking':
      return touchBooking(host, calendars, plan, happening.kind);
    case 'acceptInvitation':
      return acceptInvitation(host, calendars, plan);
    case 'read':
      await host.send(readCalendar, { hostId, calendarId }, key, calendarId);
      return;
    case 'countAll': {
      const { allEventsBusy } = happening;
      await host.send(changeCalendar, { hostId, calendarId, allEventsBusy }, key, calendarId);
      return;
    }
    case 'disconnect':
      log.disconnectedAt ??= steps.now;
      await host.send(disconnectCalendar, { hostId, calendarId }, key, calendarId);
      return;
  }
};

/** The host changes the event of a booking that the product knows to be in the calendar. */
const touchBooking = async (
  { world }: Person,
  calendars: CalendarWorld,
  plan: PlannedCalendar,
  how: 'moveBooking' | 'deleteBooking',
): Promise<void> => {
  const calendar = calendars.calendarOf(plan);
  const written = (await calendars.written.ofCalendar(plan.calendarId, '')).filter(({ href }) => href !== null);
  const [first] = written;
  if (first === undefined) return;
  const uid = calendarUidOf(world.deps.random.pick(written).bookingId);
  const event = calendar.events.find((one) => one.uid === uid);
  if (event === undefined) return;
  world.deps.trace.add(`${how} ${uid} in ${plan.name}`);
  if (how === 'deleteBooking') return calendar.delete(uid);
  const [start, end] = [event.start, event.end].map((time) => instantOf(epochMsOf(time) + DRAGGED_MS));
  if (start !== undefined && end !== undefined) calendar.move(uid, start, end);
};

/** The calendar has the invitation to a booking of the host as well, which the product has mailed. */
const acceptInvitation = async ({ world }: Person, calendars: CalendarWorld, plan: PlannedCalendar): Promise<void> => {
  if (plan.takesBookings) return;
  const { items } = await world.documents.list(occupiedTimes, { where: { hostId: plan.hostId }, limit: 10 });
  if (items.length === 0) return;
  const { bookingId, start, end } = world.deps.random.pick(items);
  calendars.calendarOf(plan).put({ uid: calendarUidOf(bookingId), start, end, isTransparent: false });
};
