import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { steps } from '@bookonce/testing/mails/sample-histories';
import { sampleRequest } from '@bookonce/testing/mails/sample-meeting';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { describe, expect, it } from '@jest/globals';
import { calendarLinesOf } from './fixtures/calendar-lines.js';

const { requested, confirmed, moved, elsewhere, changesWait, changesMailed, approvalAsked, approvalAskedAnew } = steps;
const { bookingId, start, end } = sampleRequest;
const booked = [requested, confirmed, changesWait] as const;
const movedBack: BookingEvent = {
  type: 'BookingRescheduled',
  data: { bookingId, start, end, fromStart: moved.data.start, fromEnd: moved.data.end },
};

const subjectsOf = async (...history: readonly BookingEvent[]): Promise<readonly string[]> =>
  (await mailsAbout(history)).map(({ to, subject }) => `${to.email}: ${subject}`);

describe('mails that a queue drops once they are untrue', () => {
  const subjectOf = async (...history: readonly BookingEvent[]) => (await mailsAbout(history)).at(-1)?.about;
  const mustHold = async (...history: readonly BookingEvent[]) => (await subjectOf(...history))?.mustHold === true;

  it('are reminders, opt-in mails and requests for approval', async () => {
    expect(await mustHold(requested, confirmed, steps.reminded)).toBe(true);
    expect(await mustHold(requested, steps.optInRequested)).toBe(true);
    expect(await mustHold(requested, approvalAsked)).toBe(true);
    expect(await mustHold(requested, confirmed)).toBe(false);
    expect(await mustHold(requested, confirmed, moved)).toBe(false);
  });

  it('are about a state that a move or an end changes, and another place does not', async () => {
    const states = await Promise.all(
      [[steps.reminded], [elsewhere], [moved], [steps.cancelledByHost]].map((then) =>
        subjectOf(requested, confirmed, ...then),
      ),
    );
    const [reminded, placed, ...others] = states.map((subject) => subject?.state);
    expect(placed).toBe(reminded);
    expect(new Set([reminded, ...others]).size).toBe(3);
    expect(new Set(states.map((subject) => subject?.topic))).toEqual(new Set([bookingId]));
  });
});

describe('joined mails about changes', () => {
  it('come in place of the mails about each change', async () => {
    expect(await subjectsOf(...booked, moved)).toEqual([]);
    expect(await subjectsOf(...booked, moved, elsewhere)).toEqual([]);
    const mails = await mailsAbout([...booked, moved, elsewhere, changesMailed]);
    expect(mails.map(({ subject }) => subject.split(':')[0])).toEqual(mails.map(() => 'Changed'));
    expect(mails).toHaveLength(new Set(mails.map(({ to }) => to.email)).size);
    expect(mails[0]?.text).toContain('Before');
    expect(mails[0]?.text).toContain('1 Analytical Street, Room 42');
  });

  it('use the words for one change if that is what it comes to', async () => {
    const [move] = await subjectsOf(...booked, moved, changesMailed);
    const [place] = await subjectsOf(...booked, elsewhere, changesMailed);
    const [back] = await subjectsOf(...booked, moved, movedBack, changesMailed);
    expect([move, place, back].map((subject) => subject?.split(': ')[1])).toEqual([
      'Rescheduled',
      'New place',
      'Changed',
    ]);
  });

  it('tell the time that the reader knew, not the one of the last change', async () => {
    const [mail] = await mailsAbout([...booked, moved, movedBack, moved, changesMailed]);
    const [direct] = await mailsAbout([requested, confirmed, moved]);
    expect(mail?.text).toBe(direct?.text);
  });

  it('carry the SEQUENCE of the last change in their calendar files', async () => {
    const [mail] = await mailsAbout([...booked, moved, movedBack, moved, changesMailed]);
    expect(calendarLinesOf(mail)).toContain('SEQUENCE:3');
  });

  it('ask hosts anew in the last round alone', async () => {
    const asked = [requested, approvalAsked, steps.requestChangesWait, moved, approvalAskedAnew] as const;
    expect(await subjectsOf(...asked)).toEqual([]);
    const mails = await mailsAbout([...asked, steps.requestChangesMailed]);
    const toHost = mails.filter(({ subject }) => subject.includes('please answer'));
    expect(toHost.map(({ text }) => text.includes('approval-token-2'))).toEqual(toHost.map(() => true));
    expect(toHost.length).toBeGreaterThan(0);
    expect(mails.length).toBe(toHost.length + 1);
  });

  it('are not sent once the booking is over', async () => {
    const history = [...booked, moved, changesMailed, steps.cancelledByHost];
    expect(await mailsAbout(history, { at: history.length - 2 })).toEqual([]);
    expect((await subjectsOf(...booked, moved, steps.cancelledByHost)).length).toBeGreaterThan(1);
  });
});
