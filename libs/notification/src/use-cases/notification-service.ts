import { eventPattern, fromCloudEvent, type CloudEvent } from '@bookonce/contracts/cloud-event';
import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import { clashesWhileWaiting } from '@bookonce/contracts/streams/booking-clashes';
import { rolesMailedAtOnce } from '@bookonce/contracts/streams/booking-mails';
import type { Language } from '@bookonce/contracts/values/language';
import { epochMsOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mail, Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Reactor } from '@bookonce/kernel/projector';
import type { SubscriberOptions } from '@bookonce/kernel/subscriber';
import { Controller, Inject, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import {
  approvalAskedMails,
  declinedMail,
  lapsedMails,
  requestReceivedMail,
  type DecisionUrls,
} from '../mails/approval-mails.js';
import { calendarFailingMail, calendarWorksMail } from '../mails/calendar-mails.js';
import { clashMails } from '../mails/clash-mails.js';
import { cancellationMails, movedMails, placeChangedMails } from '../mails/change-mails.js';
import { joinedMails, sinceThen } from '../mails/joined-mails.js';
import { confirmationMails } from '../mails/confirmation-mails.js';
import { signedBy } from '../mails/letter.js';
import { linkInvitationMail, linkReminderMail, signInMail } from '../mails/link-mails.js';
import type { MailedMeeting } from '../mails/mailed-meeting.js';
import { whileItHolds } from '../mails/meeting-mail.js';
import { manageLinkMail } from '../mails/manage-link-mail.js';
import { optInMail } from '../mails/opt-in-mail.js';
import { reminderMails } from '../mails/reminder-mails.js';
import {
  readCalendar,
  readCalendarFailing,
  readFreshLink,
  readLinkMail,
  readMeeting,
  readSignIn,
} from './mail-contents.js';
import { workspaceNames } from '../views/notification-projector.js';

/** Builds the links in mails. Each carries a token, so it goes into the mail and nowhere else. */
export interface MailUrls {
  /** Where the attendee manages the booking. */
  readonly manageUrlOf: (bookingId: string) => string;
  /** Where the attendee confirms the booking. */
  readonly optInUrlOf: (bookingId: string) => string;
  /** Where a host decides on what was asked in this round. */
  readonly decisionUrlsOf: (bookingId: string, round: number) => DecisionUrls;
  /** Where the recipient books; null if the token was sealed with a secret key that was lost since. */
  readonly linkUrlOf: (linkId: string, sealedToken: string) => string | null;
  readonly signInUrlOf: (tokenSeed: string) => string;
  /** Where a host sees to the connected calendars, in the console. */
  readonly hostUrlOf: (hostId: string) => string;
  /** Where a host sees a booking, in the console. */
  readonly bookingUrlOf: (bookingId: string) => string;
}

export interface NotificationDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly readModels: Pick<ReadModels, 'get' | 'list' | 'isFilled'>;
  readonly mailer: Mailer;
  readonly clock: Pick<Clock, 'now'>;
  readonly urls: MailUrls;
  /** The language of mails to everybody whose own language is not known. */
  readonly language: Language;
}

const logger = new Logger('NotificationService');

/** Mails people about events. At least once, under stable ids by which the mailer sends each mail once (I14). */
export class NotificationService implements Reactor {
  readonly kind = 'reactor';
  readonly name = 'notification';

  constructor(private readonly deps: NotificationDeps) {}

  async react(stored: Parameters<Reactor['react']>[0]): Promise<void> {
    const { workspaceId, time: at } = stored.meta;
    const mails = await this.#mailsAbout(recorded(stored));
    if (mails.length === 0) return;
    const workspace = await this.deps.readModels.get(workspaceNames, workspaceId);
    const signed = mails.map((mail) => (workspace === null ? mail : signedBy(workspace, mail)));
    await Promise.all(signed.map((mail) => this.deps.mailer.send({ ...mail, workspaceId, at })));
  }

  async #mailsAbout(event: Recorded): Promise<readonly Mail[]> {
    switch (event.type) {
      case 'OptInRequested':
      case 'OptInMailRequested':
        return this.#optIn(event);
      case 'ApprovalRequested':
        return this.#approvalAsked(event);
      case 'ClashesRecorded':
        return event.data.warnsHost ? this.#clash(event) : [];
      case 'BookingConfirmed':
        return confirmationMails((await this.#read(event)).meeting);
      case 'BookingDeclined':
        return this.#declined(event);
      case 'FreshLinkIssued': {
        const { meeting } = await this.#read(event);
        return [declinedMail(meeting, await readFreshLink(this.deps, event.data.linkId))];
      }
      case 'BookingRescheduled':
      case 'LocationChanged': {
        const { meeting } = await this.#read(event);
        const to = rolesMailedAtOnce(event, meeting.booking);
        return event.type === 'LocationChanged' ? placeChangedMails(meeting, to) : movedMails(meeting, to);
      }
      case 'ChangeMailsRequested':
        return this.#changes(event);
      case 'BookingCancelled':
        return cancellationMails((await this.#read(event)).meeting, event.data);
      case 'ReminderRequested':
        return this.#reminder(event);
      case 'ManageLinkRequested':
        return [manageLinkMail((await this.#read(event)).meeting)];
      case 'LinkInvitationRequested':
      case 'LinkReminderRequested':
        return this.#link(event);
      case 'SignInLinkIssued':
        return event.data.delivery === 'mail' ? [signInMail(await readSignIn(this.deps, event))] : [];
      case 'CalendarFailureReported': {
        const failing = await readCalendarFailing(this.deps, event);
        return failing === null ? [] : [calendarFailingMail(failing)];
      }
      case 'CalendarRecovered': {
        const calendar = event.data.wasReported ? await readCalendar(this.deps, event) : null;
        return calendar === null ? [] : [calendarWorksMail(calendar)];
      }
      default:
        return [];
    }
  }

  #read(event: AboutBooking): ReturnType<typeof readMeeting> {
    return readMeeting(this.deps, event, event.data.bookingId);
  }

  /** None for an attempt that has ended: there is nothing left to confirm. */
  async #optIn(event: Extract<AboutBooking, { type: 'OptInRequested' | 'OptInMailRequested' }>): Promise<Mail[]> {
    const { meeting, now } = await this.#read(event);
    return now().status === 'awaitingOptIn'
      ? [whileItHolds(optInMail(meeting, this.deps.urls.optInUrlOf(event.data.bookingId)))]
      : [];
  }

  /**
   * None once it is decided. A later round has mails of its own to the hosts, and the attendee learns of the move from
   * `BookingRescheduled`.
   */
  async #approvalAsked(event: Extract<AboutBooking, { type: 'ApprovalRequested' }>): Promise<readonly Mail[]> {
    const { meeting, now } = await this.#read(event);
    const { status, approval } = now();
    if (status !== 'awaitingApproval') return [];
    const { bookingId, round } = event.data;
    const to = rolesMailedAtOnce(event, meeting.booking);
    const asksHosts = to.includes('host') && approval?.round === round;
    return [
      ...(to.includes('attendee') ? [requestReceivedMail(meeting)] : []),
      ...(asksHosts ? this.#asked(meeting, bookingId, round) : []),
    ];
  }

  /** None once the host has decided, is asked about another time, or is not busy any more. */
  async #clash(event: Extract<AboutBooking, { type: 'ClashesRecorded' }>): Promise<readonly Mail[]> {
    const { meeting, now } = await this.#read(event);
    const { bookingId, hostId } = event.data;
    const { approval } = meeting.booking;
    const booking = now();
    const isStillBusy = clashesWhileWaiting(booking).some((clashes) => clashes.hostId === hostId);
    if (!isStillBusy || approval === undefined || booking.approval?.round !== approval.round) return [];
    return clashMails(meeting, hostId, this.deps.urls.decisionUrlsOf(bookingId, approval.round)).map(whileItHolds);
  }

  /** None once the booking is over: that was mailed at once. Hosts who are to decide anew are asked, if they still are. */
  async #changes(event: Extract<AboutBooking, { type: 'ChangeMailsRequested' }>): Promise<readonly Mail[]> {
    const { meeting, now, lastMailed } = await this.#read(event);
    const { bookingId, to } = event.data;
    const { status, approval } = now();
    if (status !== 'confirmed' && status !== 'awaitingApproval') return [];
    const { approval: asked, status: statusThen } = meeting.booking;
    return to.flatMap((role) => {
      const before = lastMailed(role);
      const isAsked = role === 'host' && statusThen === 'awaitingApproval' && asked?.round !== before.approval?.round;
      if (!isAsked || asked === undefined) return joinedMails(meeting, before, role);
      const isCurrent = status === 'awaitingApproval' && approval?.round === asked.round;
      return isCurrent ? this.#asked(sinceThen(meeting, before), bookingId, asked.round) : [];
    });
  }

  #asked(meeting: MailedMeeting, bookingId: string, round: number): readonly Mail[] {
    return approvalAskedMails(meeting, this.deps.urls.decisionUrlsOf(bookingId, round)).map(whileItHolds);
  }

  /** None if the link can never be mailed: its token was sealed with a secret key that was lost since. */
  async #link(event: LinkMailRequested): Promise<readonly Mail[]> {
    const mail = await readLinkMail(this.deps, event);
    if (mail !== null) {
      return [event.type === 'LinkInvitationRequested' ? linkInvitationMail(mail) : linkReminderMail(mail)];
    }
    logger.warn(`no mail of link ${event.data.linkId}: the secret key that its token was sealed with was lost`);
    return [];
  }

  /** The attendee of a booking with a fresh link is mailed once that exists. */
  async #declined(event: Extract<AboutBooking, { type: 'BookingDeclined' }>): Promise<readonly Mail[]> {
    if (event.data.cause === 'approvalExpired') return lapsedMails((await this.#read(event)).meeting);
    return event.data.sendFreshLink ? [] : [declinedMail((await this.#read(event)).meeting, null)];
  }

  /** None for a meeting that is no longer on, was moved, or has begun. A queue must not send them after that either. */
  async #reminder(event: Extract<AboutBooking, { type: 'ReminderRequested' }>): Promise<readonly Mail[]> {
    const { meeting, now } = await this.#read(event);
    const { start, to } = event.data;
    const { status, time } = now();
    const usefulForMs = epochMsOf(start) - this.deps.clock.now();
    const isOn = status === 'confirmed' && time.start === start;
    return isOn && usefulForMs > 0
      ? reminderMails(meeting, to).map((mail) => ({ ...whileItHolds(mail), usefulForMs }))
      : [];
  }
}

type LinkMailRequested = Extract<Recorded, { type: 'LinkInvitationRequested' | 'LinkReminderRequested' }>;
type AboutBooking = Extract<Recorded, { readonly data: { readonly bookingId: string } }>;

const bookings: SubscriberOptions = { subscriber: 'notification', orderBy: 'stream' };
/** Subscribers of their own: a person waits for these mails, and must not queue behind a rush of bookings. */
const signIns: SubscriberOptions = { subscriber: 'sign-in-mails', orderBy: 'stream' };
const optIns: SubscriberOptions = { subscriber: 'opt-in-mails', orderBy: 'stream' };
const onRequest: SubscriberOptions = { subscriber: 'mails-asked-for', orderBy: 'stream' };
const calendars: SubscriberOptions = { subscriber: 'calendar-mails', orderBy: 'stream' };
/** A reminder that comes after the meeting has begun is of no use. */
const reminders: SubscriberOptions = { subscriber: 'reminder-mails', orderBy: 'stream' };

const aboutBookings = [
  'ApprovalRequested',
  'ClashesRecorded',
  'BookingConfirmed',
  'BookingDeclined',
  'FreshLinkIssued',
  'BookingRescheduled',
  'LocationChanged',
  'ChangeMailsRequested',
  'BookingCancelled',
];

@Controller()
export class NotificationController {
  constructor(@Inject(NotificationService) private readonly notifications: NotificationService) {}

  @EventPattern(aboutBookings.map(eventPattern), bookings)
  onBooking(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['OptInRequested', 'OptInMailRequested'].map(eventPattern), optIns)
  onOptIn(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['ReminderRequested'].map(eventPattern), reminders)
  onReminder(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['CalendarFailureReported', 'CalendarRecovered'].map(eventPattern), calendars)
  onCalendar(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(
    ['LinkInvitationRequested', 'LinkReminderRequested', 'ManageLinkRequested'].map(eventPattern),
    onRequest,
  )
  onRequest(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }

  @EventPattern(['SignInLinkIssued'].map(eventPattern), signIns)
  onSignIn(@Payload() event: CloudEvent): Promise<void> {
    return this.notifications.react(fromCloudEvent(event));
  }
}
