import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { mailsAbout } from '@bookonce/testing/mails/mails-about';
import { steps } from '@bookonce/testing/mails/sample-histories';
import { describe, expect, it } from '@jest/globals';

const { requested, approvalAsked, approvalAskedAnew, clashes, clashesWarned, clashesOver, confirmed } = steps;
const { optInRequested, optInConfirmed, moveAsked, moved, approved } = steps;
const asked = [requested, approvalAsked] as const;

/** The mails that the event at this place leads to, all of them known to have happened. */
const textsAbout = async (history: readonly BookingEvent[], at = history.length - 1) =>
  Object.fromEntries((await mailsAbout(history, { at })).map(({ to, text }) => [to.email, text]));

const OWN = 'Your calendar “Work” shows you as busy at this time.';
const OF_GRACE = 'Grace is busy at this time (calendar “Work”).';

describe('a clash that is known when the hosts are asked', () => {
  it('is in the requests, in the words for each host, and not in the mail to the attendee', async () => {
    const texts = await textsAbout([requested, clashes, approvalAsked]);
    expect(texts['grace@example.com']).toContain(OWN);
    expect(texts['alan@example.com']).toContain(OF_GRACE);
    expect(texts['ada@example.org']).not.toContain('busy');
  });

  it('is left out when it is over', async () => {
    const texts = await textsAbout([requested, clashes, clashesOver, approvalAsked]);
    expect(texts['grace@example.com']).not.toContain('busy');
  });
});

describe('a clash that comes while a request waits', () => {
  it('is mailed to its host alone, with the buttons of the request', async () => {
    const [mail, ...others] = await mailsAbout([...asked, clashesWarned]);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: { name: 'Grace', email: 'grace@example.com' },
      subject: 'You are busy: Intro call with Ada, Mon 30 Mar, 03:00',
      about: { mustHold: true },
    });
    for (const line of [OWN, 'https://book.example/a/approval-token-1?decision=decline']) {
      expect(mail?.text.split('\n')).toContain(line);
    }
  });

  it('is not mailed if the host knows, has decided, is asked anew, or is free again', async () => {
    const at = 2;
    expect(await textsAbout([...asked, clashes])).toEqual({});
    expect(await textsAbout([...asked, clashesWarned, approved], at)).toEqual({});
    expect(await textsAbout([...asked, clashesWarned, clashesOver], at)).toEqual({});
    expect(await textsAbout([...asked, clashesWarned, moveAsked, moved, approvalAskedAnew], at)).toEqual({});
  });

  it('is named by its kind of source, in both languages', async () => {
    const of = (type: 'put' | 'holidays', name: string): BookingEvent => ({
      ...clashesWarned,
      data: { ...clashesWarned.data, sources: [{ type, id: type, name }] },
    });
    const textOf = async (event: BookingEvent, language: 'en' | 'de') =>
      (await mailsAbout([...asked, event], { language }))[0]?.text;
    expect(await textOf(of('put', 'API'), 'en')).toContain('This time was set as busy through the API.');
    expect(await textOf(of('holidays', 'Deutschland'), 'de')).toContain('Feiertag (Deutschland).');
    expect(await textOf(clashesWarned, 'de')).toContain('Ihr Kalender „Work“ ist zu dieser Zeit belegt.');
  });
});

describe('a booking that its attendee confirms despite a clash', () => {
  it('is booked, and the mails to its hosts warn of the clash', async () => {
    const texts = await textsAbout([requested, optInRequested, clashes, optInConfirmed, confirmed]);
    expect(texts['grace@example.com']).toContain(OWN);
    expect(texts['grace@example.com']).toContain('reschedule or cancel it');
    expect(texts['alan@example.com']).toContain(OF_GRACE);
    for (const address of ['ada@example.org', 'bea@example.org']) expect(texts[address]).not.toContain('busy');
  });

  it('says nothing to a host who has approved it', async () => {
    expect((await textsAbout([...asked, clashesWarned, approved]))['grace@example.com']).not.toContain('busy');
  });
});
