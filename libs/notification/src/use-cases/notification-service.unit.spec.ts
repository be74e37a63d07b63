import { OrderedDelivery } from '@bookonce/adapter-delivery/ordered-delivery';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import { hostContacts, meetingOutlines, notificationView } from '../views/notification-projector.js';
import { SAMPLE_URLS } from '@bookonce/testing/mails/mails-about';
import { sampleRequest } from '@bookonce/testing/mails/sample-meeting';
import { type MailUrls, NotificationService } from './notification-service.js';

const { guests: _guests, ...request } = sampleRequest;
const hosts = [
  { id: 'hst_1', workspaceId: 'wsp_1', name: 'Grace', email: 'grace@example.com', locale: { language: 'de' } },
  { id: 'hst_2', workspaceId: 'wsp_1', name: 'Alan', email: 'alan@example.com' },
] as const;
const { bookingId, linkId, meetingTypeId, hostIds } = request;
const meta = {
  time: '2026-03-20T10:00:00.000Z',
  version: 1,
  workspaceId: 'wsp_1',
  correlationId: bookingId,
  causationId: bookingId,
  by: 'attendee',
} as const;
const stored = (stream: string, revision: number, type: string, data: object): StoredEvent =>
  ({ id: `${stream}/${revision}`, stream, revision, position: `${revision}`, type, data, meta }) as StoredEvent;

const booked = [
  stored(`booking-${bookingId}`, 0, 'BookingRequested', request),
  stored(`booking-${bookingId}`, 1, 'BookingConfirmed', { bookingId, hostIds }),
];
const issued = [
  stored(`link-${linkId}`, 0, 'LinkIssued', {
    linkId,
    meetingTypeId,
    recipient: { email: 'ada@example.org' },
    sealedToken: 'sealed',
    expiresAt: '2026-05-01T00:00:00.000Z',
  }),
  stored(`link-${linkId}`, 1, 'LinkReminderRequested', { linkId, mailedLinkId: linkId }),
];

/** The service behind a bus, with a view that `fill` fills. Buried events and sent mails are recorded. */
const served = (events: readonly StoredEvent[], urls: MailUrls = SAMPLE_URLS) => {
  const { readModels, scheduler } = memoryPorts(meta.time);
  const mails: Mail[] = [];
  const buried: unknown[] = [];
  const service = new NotificationService({
    store: { readStream: async (stream) => events.filter((event) => event.stream === stream) },
    readModels,
    mailer: { send: async (mail) => void mails.push(mail) },
    clock: { now: () => Date.parse(meta.time) },
    urls,
    language: 'en',
  });
  const retried = Promise.withResolvers<void>();
  let retries = 0;
  const delivery = new OrderedDelivery<StoredEvent>({
    scheduler,
    maxTries: 2,
    giveUpAfterMs: 0,
    firstBackoffMs: 1,
    onRetry: () => {
      retries += 1;
      if (retries === 4) retried.resolve();
    },
    bury: async (_event, error) => void buried.push(error),
  });
  const writes = [
    ...hosts.map((host) => ({ collection: hostContacts, id: host.id, doc: host })),
    {
      collection: meetingOutlines,
      id: meetingTypeId,
      doc: { id: meetingTypeId, name: 'Intro call', hostIds, questions: [] },
    },
  ];
  const write = (): Promise<void> => readModels.commit(notificationView, writes, '1');
  const fill = (): Promise<void> => readModels.markFilled(notificationView);
  const deliver = async (event: StoredEvent): Promise<void> => {
    await delivery.deliver(event.stream, event, () => service.react(event));
  };
  return { deliver, write, fill, mails, buried, retriedOften: retried.promise };
};

describe('NotificationService', () => {
  it.each([
    ['a confirmed booking', booked, ['ada@example.org', 'alan@example.com', 'grace@example.com']],
    ['a link', issued, ['ada@example.org']],
  ])(
    'sends each mail about %s once the view is filled, however often it was tried',
    async (_name, events, addresses) => {
      const { deliver, write, fill, mails, buried, retriedOften } = served(events);
      const delivered = deliver(events[1] as StoredEvent);
      await retriedOften;
      await write();
      await fill();
      await delivered;
      expect(buried).toEqual([]);
      expect(mails.map(({ to }) => to.email).sort()).toEqual(addresses);
    },
  );

  it('sends nothing from documents of a view that is still being filled', async () => {
    const { deliver, write, fill, mails, retriedOften } = served(booked);
    await write();
    const delivered = deliver(booked[1] as StoredEvent);
    await retriedOften;
    expect(mails).toEqual([]);
    await fill();
    await delivered;
    expect(mails).toHaveLength(3);
  });

  it('mails about a host whom a filled view does not have yet', async () => {
    const added = hosts.map(({ id: hostId, ...host }) =>
      stored(`calendar-${hostId}`, 0, 'HostAdded', { hostId, ...host }),
    );
    const settings = { name: 'Intro call', hostIds, questions: [] };
    const created = stored(`meetingType-${meetingTypeId}`, 0, 'MeetingTypeCreated', { meetingTypeId, settings });
    const { deliver, fill, mails, buried } = served([...booked, ...added, created]);
    await fill();
    await deliver(booked[1] as StoredEvent);
    expect(buried).toEqual([]);
    expect(mails).toHaveLength(3);
  });

  describe('after the secret key was lost', () => {
    const lost: MailUrls = { ...SAMPLE_URLS, linkUrlOf: () => null };

    it('passes over a reminder of a link that can never be opened', async () => {
      const { deliver, write, fill, mails, buried } = served(issued, lost);
      await write();
      await fill();
      await deliver(issued[1] as StoredEvent);
      expect([mails, buried]).toEqual([[], []]);
    });

    it('tells the attendee of a decline without the fresh link', async () => {
      const stream = `booking-${bookingId}`;
      const declined = [
        ...booked.slice(0, 1),
        stored(stream, 1, 'ApprovalRequested', { bookingId, hostIds, until: request.start, round: 1, tokenHash: 'h' }),
        stored(stream, 2, 'BookingDeclined', { bookingId, cause: 'host', sendFreshLink: true }),
        stored(stream, 3, 'FreshLinkIssued', { bookingId, linkId }),
      ];
      const { deliver, write, fill, mails, buried } = served([...declined, ...issued], lost);
      await write();
      await fill();
      await deliver(declined[3] as StoredEvent);
      expect(buried).toEqual([]);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.text).not.toContain('/1t/');
    });
  });

  it.each([
    ['grace@example.com', 'wsp_1', 'Anmeldung'],
    ['Grace@Example.com', 'wsp_1', 'Anmeldung'],
    ['grace@example.com', 'wsp_2', 'Sign in'],
    ['alan@example.com', 'wsp_1', 'Sign in'],
    ['owner@example.com', 'wsp_1', 'Sign in'],
  ])('mails the sign-in link to %s of %s in their language', async (email, workspaceId, subject) => {
    const data = { sessionId: 'ses_1', workspaceId, email, name: '', tokenSeed: 'seed', delivery: 'mail' };
    const asked = stored('session-ses_1', 0, 'SignInLinkIssued', { ...data, expiresAt: meta.time });
    const { deliver, write, mails } = served([asked]);
    await write();
    await deliver(asked);
    expect(mails.map((mail) => mail.subject)).toEqual([expect.stringContaining(subject)]);
  });

  it('lets no queue send a reminder once the meeting has begun', async () => {
    const { start } = request;
    const data = { bookingId, start, dueAt: meta.time, to: 'attendee' };
    const due = stored(`booking-${bookingId}`, 2, 'ReminderRequested', data);
    const { deliver, write, fill, mails } = served([...booked, due]);
    await write();
    await fill();
    await deliver(due);
    expect(mails.map(({ usefulForMs }) => usefulForMs)).toEqual([Date.parse(start) - Date.parse(meta.time)]);
  });

  it('makes a dead letter of an event about a host whom there never was', async () => {
    const { deliver, fill, mails, buried } = served(booked);
    await fill();
    await deliver(booked[1] as StoredEvent);
    expect(buried).toHaveLength(1);
    expect(mails).toEqual([]);
  });
});
