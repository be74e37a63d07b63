import type { CalendarAccess, CalendarFailure, CalendarServers } from '@bookonce/kernel/ports/calendar-servers';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { SeededRandom } from '../../harness/seeded-random.js';
import type { Chaos } from '../running/chaos.js';
import type { Life } from '../running/simulated-process.js';
import type { StepQueue } from '../running/step-queue.js';
import type { HostCalendar, Said } from './host-calendar.js';

export interface CalendarRequestsDeps {
  readonly life: Life;
  readonly steps: StepQueue;
  readonly chaos: Chaos;
  readonly random: SeededRandom;
  readonly calendarAt: (url: string) => HostCalendar | null;
  /** Called when a read is asked for. */
  readonly onAsked: (calendar: HostCalendar) => void;
  /** Called with each answer to a read that arrives in time. */
  readonly onSaid: (calendar: HostCalendar, said: Said) => void;
}

/** Slower than most deadlines of those who wait for a read. */
const SLOW_MS = { from: 800, to: 40_000 };
const QUICK_MS = 300;

/**
 * One process's requests to the servers of calendars. A request arrives even if its sender is dead by then, and what it
 * asks for happens even if the answer comes too late.
 */
export const calendarRequests = (deps: CalendarRequestsDeps): CalendarServers => ({
  discover: (access, withinMs) =>
    ask(deps, access, 'discovers', withinMs, ({ href, name }) =>
      ok({ collections: [{ href, name, isWritable: true }], addresses: [] }),
    ),
  read: async (access, { since, withinMs }) => {
    const asked = deps.calendarAt(access.url);
    if (asked !== null) deps.onAsked(asked);
    const answer = await ask(deps, access, 'reads', withinMs, (calendar) =>
      ok({ calendar, said: calendar.read(since) }),
    );
    if (!answer.ok) return answer;
    deps.onSaid(answer.value.calendar, answer.value.said);
    return ok(answer.value.said.read);
  },
  find: (access, request) =>
    ask(deps, access, `finds ${request.uid}`, request.withinMs, (calendar) => ok(calendar.find(request))),
  write: (access, request) =>
    ask(deps, access, `writes ${request.uid}`, request.withinMs, (calendar) => ok(calendar.write(request))),
  remove: (access, request) =>
    ask(deps, access, `removes ${request.href}`, request.withinMs, (calendar) => ok(calendar.remove(request))),
});

const ask = <Answer>(
  { life, steps, chaos, random, calendarAt }: CalendarRequestsDeps,
  { url }: CalendarAccess,
  what: string,
  withinMs: number,
  answer: (calendar: HostCalendar) => Result<Answer, CalendarFailure>,
): Promise<Result<Answer, CalendarFailure>> =>
  new Promise((resolve) => {
    const calendar = calendarAt(url);
    if (calendar === null) return resolve(fail({ kind: 'notFound', reason: 'nothing is at this address' }));
    const label = `${life.name} ${what} in ${calendar.name}`;
    const cancel = life.later(`no answer: ${what}`, () => resolve(fail(TIMED_OUT)), withinMs);
    if (withinMs <= 0) return;
    const travelMs = (): number =>
      calendar.mood === 'slow' ? random.between(SLOW_MS.from, SLOW_MS.to) / 2 : random.between(5, QUICK_MS) / 2;
    const arrive = (): void => {
      const answered = calendar.mood === 'away' ? fail(AWAY) : answer(calendar);
      if (chaos.strikes('lost')) return;
      life.later(
        `is answered: ${what}`,
        () => {
          cancel();
          resolve(answered);
        },
        travelMs(),
      );
    };
    steps.submit(label, arrive, travelMs());
  });

const AWAY: CalendarFailure = { kind: 'unreachable', reason: 'the server does not answer' };
const TIMED_OUT: CalendarFailure = { kind: 'timedOut', reason: 'the server did not answer in time' };
