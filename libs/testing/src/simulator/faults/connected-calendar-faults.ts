import { changeBusy } from '@bookonce/contracts/commands/availability';
import { freshenCalendars } from '@bookonce/contracts/commands/fresh-calendars';
import type { Bus } from '@bookonce/kernel/ports/bus';
import type { Clock } from '@bookonce/kernel/ports/clock';
import { ok } from '@bookonce/kernel/result';
import type { CalendarServicePorts } from '../calendars/calendar-world.js';
import { realParts, type Fault } from '../world/parts.js';

const withPorts = (
  name: string,
  change: (ports: CalendarServicePorts, clock: Clock) => Partial<CalendarServicePorts>,
): Fault => ({
  name,
  parts: {
    ...realParts,
    calendarPorts: (ports, clock) => ({ ...ports, ...change(ports, clock) }),
  },
});

/** A port of which some methods differ. The others keep their own `this`. */
const instead = <Port extends object>(port: Port, methods: Partial<Port>): Port =>
  new Proxy(port, {
    get: (target, name) => (Object.hasOwn(methods, name) ? Reflect.get(methods, name) : Reflect.get(target, name)),
  });

type Request = Bus['request'];

const withCommands = (
  name: string,
  service: 'booking' | 'calendars',
  change: (request: Request, ...sent: Parameters<Request>) => Promise<unknown>,
): Fault => ({
  name,
  parts: {
    ...realParts,
    commands: (bus, of) =>
      of === service ? { request: (...sent) => change(bus.request.bind(bus), ...sent) as Promise<never> } : bus,
  },
});

const NOTHING_UNREADABLE = ok({ unreadableHostIds: [], position: null });

export const connectedCalendarFaults: readonly Fault[] = [
  withCommands('a calendar that refuses is booked while it cannot be read', 'booking', async (request, ...sent) => {
    const reply = await request(...sent);
    return sent[0] === freshenCalendars.pattern ? NOTHING_UNREADABLE : reply;
  }),
  withCommands('no calendar is read before a slot is decided', 'booking', (request, ...sent) =>
    sent[0] === freshenCalendars.pattern ? Promise.resolve(NOTHING_UNREADABLE) : request(...sent),
  ),
  withCommands('a calendar stays busy after it was disconnected', 'calendars', (request, ...sent) => {
    const [pattern, { payload }] = sent;
    const isRemoval = pattern === changeBusy.pattern && (payload as { intervals: unknown }).intervals === null;
    return isRemoval ? Promise.resolve(ok({ position: null })) : request(...sent);
  }),
  withCommands('what a calendar says is recorded as read before it is stored', 'calendars', (request, ...sent) => {
    if (sent[0] !== changeBusy.pattern) return request(...sent);
    void request(...sent).catch(() => undefined);
    return Promise.resolve(ok({ position: null }));
  }),
  withPorts('a calendar that answers too late is taken for an empty one', ({ servers }) => ({
    servers: instead(servers, {
      read: async (access, asked) => {
        const answer = await servers.read(access, asked);
        if (answer.ok || answer.error.kind !== 'timedOut') return answer;
        const whole = { isWhole: true, objects: [], removed: [], unreadable: [] };
        return ok({ kind: 'changed', memo: null, collections: asked.hrefs.map((href) => ({ href, ...whole })) });
      },
    }),
  })),
  withPorts('a read of long ago is fresh', ({ polls }, clock) => ({
    polls: instead(polls, {
      states: async (ids) =>
        new Map(
          [...(await polls.states(ids))].map(([id, state]) => [
            id,
            { ...state, error: null, lastReadAt: state.lastReadAt && clock.now() },
          ]),
        ),
    }),
  })),
  withPorts('the own event of a booking makes its host busy once more', ({ busyReader }) => ({
    busyReader: instead(busyReader, {
      busyTimes: (texts, query) => busyReader.busyTimes(texts, { ...query, own: [] }),
    }),
  })),
  withPorts('events that leave their host free never count, whatever the setting', ({ busyReader }) => ({
    busyReader: instead(busyReader, {
      busyTimes: (texts, query) => busyReader.busyTimes(texts, { ...query, allEventsBusy: false }),
    }),
  })),
  withPorts('a calendar that was read is not asked again for all of it', ({ servers }) => {
    const memos = new Map<string, Awaited<ReturnType<typeof servers.read>>>();
    return {
      servers: instead(servers, {
        read: async (access, asked) => {
          const known = memos.get(access.url);
          if (asked.since === null && known?.ok === true) return ok({ kind: 'unchanged', memo: known.value.memo });
          const answer = await servers.read(access, asked);
          if (answer.ok) memos.set(access.url, answer);
          return answer;
        },
      }),
    };
  }),
  withPorts('the access to a calendar is kept after it was disconnected', ({ secrets }) => ({
    secrets: instead(secrets, { forget: () => Promise.resolve() }),
  })),
  withPorts('the event of a cancelled booking stays in the calendar', ({ servers }) => ({
    servers: instead(servers, { remove: () => Promise.resolve(ok({ kind: 'removed' })) }),
  })),
  withPorts('a write that was not answered is made again under another UID', ({ servers }) => {
    let writes = 0;
    return {
      servers: instead(servers, {
        write: async (access, asked) => {
          const answer = await servers.write(access, asked);
          if (asked.replaces !== undefined || (answer.ok && answer.value.kind !== 'alreadyThere')) return answer;
          const uid = `${(writes += 1)}-${asked.uid}`;
          return servers.write(access, { ...asked, uid, text: asked.text.replace(`UID:${asked.uid}`, `UID:${uid}`) });
        },
      }),
    };
  }),
  withPorts('a delivery counts as made before it is made', ({ deliveries }, clock) => ({
    deliveries: instead(deliveries, {
      claim: async (...asked) => {
        const claimed = await deliveries.claim(...asked);
        for (const one of claimed) await deliveries.settle(one, clock.now());
        return claimed;
      },
    }),
  })),
  withPorts('an event that its host has deleted is written again', ({ servers, written }) => ({
    written: instead(written, {
      get: async (calendarId, bookingId) => {
        const event = await written.get(calendarId, bookingId);
        return event && { ...event, href: null };
      },
    }),
    servers,
  })),
];
