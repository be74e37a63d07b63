import { changeBrand } from '@bookonce/contracts/commands/workspace';
import { duplicateMeetingType, restoreMeetingType } from '@bookonce/contracts/commands/availability';
import {
  approveBooking,
  bookForRecipient,
  changeMeeting,
  confirmOptIn,
  declineBooking,
  mailOptInAgain,
  recordNoShow,
} from '@bookonce/contracts/commands/booking';
import {
  changeCalendar,
  connectCalendar,
  disconnectCalendar,
  listCalendars,
  readCalendar,
} from '@bookonce/contracts/commands/calendars';
import { findHolidays, listHolidayCountries, setHolidays } from '@bookonce/contracts/commands/holidays';
import { fail, ok } from '@bookonce/kernel/result';
import { describe, expect, it } from '@jest/globals';
import { everyOperation } from './fixtures/every-operation.js';
import { waitingBooking } from './fixtures/waiting-booking.js';
import { FIRST, GatewayClient, schedule, SECOND, tokenOf } from './fixtures/gateway-client.js';

/** Operations that need a sent mail log, dead letters, a test clock, an open connection or a sign-in link. */
const ELSEWHERE = [
  'listSentMail',
  'getSentMail',
  'moveTestClock',
  'listDeadLetters',
  'getDeadLetter',
  'retryDeadLetter',
  'discardDeadLetter',
  'streamChanges',
  'createSession',
  'requestSignInLink',
];

describe('the views that an operation reads', () => {
  const client = GatewayClient.served();

  it('are those that it declares', async () => {
    const link = await client.link({ recipient: { email: 'bea@example.com' } });
    const { meetingTypeId } = (await client.call('GET', `/v1/links/${link.id}`)).body as { meetingTypeId: string };
    const hostId = await client.host();
    const window = `from=${FIRST}&to=${SECOND}`;
    const token = tokenOf(link.url);
    const booked = (await client.book(link.url)).body as { id: string; manageUrl: string };
    const manageToken = tokenOf(booked.manageUrl);
    const other = await client.link();
    const { services } = client;
    const [optedIn, asked] = [
      await waitingBooking(client, 'awaitingOptIn'),
      await waitingBooking(client, 'awaitingApproval'),
    ];
    const ended = await waitingBooking(client, 'awaitingOptIn');
    await ended.become({ status: 'rejected', reason: 'optInExpired' });
    services.on(confirmOptIn, async () => ok(await optedIn.become({ status: 'confirmed' })));
    services.on(mailOptInAgain, async () => ok({ position: null }));
    services.on(approveBooking, async () => ok(await asked.become({ status: 'confirmed' })));
    services.on(declineBooking, async () => ok(await asked.become({ status: 'declined' })));
    services.on(recordNoShow, async () => ok(await asked.become({ noShow: true })));
    services.on(changeMeeting, async () => ok(await asked.become({})));
    services.on(bookForRecipient, async () => ok(await asked.become({ status: 'confirmed' })));
    const unknown = async () => fail({ kind: 'calendarUnknown' } as const);
    for (const command of [connectCalendar, listCalendars, changeCalendar, readCalendar, disconnectCalendar]) {
      services.on(command, unknown);
    }
    for (const command of [duplicateMeetingType, restoreMeetingType]) {
      services.on(command, async () => fail({ kind: 'meetingTypeUnknown' } as const));
    }
    services.on(changeBrand, async () => fail({ kind: 'workspaceUnknown' } as const));
    services.on(setHolidays, async () => fail({ kind: 'hostUnknown' } as const));
    services.on(findHolidays, async () => fail({ kind: 'hostUnknown' } as const));
    services.on(listHolidayCountries, async () => ok({ countries: [], position: null }));
    for (const [method, url, body] of [
      ['GET', '/'],
      ['GET', '/v1/hosts'],
      ['GET', `/v1/hosts/${hostId}`],
      ['PATCH', `/v1/hosts/${hostId}`, { name: 'Grace' }],
      ['PUT', `/v1/hosts/${hostId}/busy`, { intervals: [] }],
      ['GET', `/v1/hosts/${hostId}/busy`],
      ['POST', `/v1/hosts/${hostId}/calendars`, { type: 'ics', url: 'https://example.com/a.ics' }],
      ['GET', `/v1/hosts/${hostId}/calendars`],
      ['PATCH', `/v1/hosts/${hostId}/calendars/cal_1`, { name: 'Work' }],
      ['POST', `/v1/hosts/${hostId}/calendars/cal_1/read`, {}],
      ['DELETE', `/v1/hosts/${hostId}/calendars/cal_1`],
      ['PUT', `/v1/hosts/${hostId}/holidays`, { country: 'DE' }],
      ['GET', `/v1/hosts/${hostId}/holidays`],
      ['GET', '/v1/holiday-countries'],
      ['GET', '/v1/meeting-types'],
      ['GET', `/v1/meeting-types/${meetingTypeId}`],
      ['PATCH', `/v1/meeting-types/${meetingTypeId}`, { name: 'Another' }],
      ['POST', `/v1/meeting-types/${meetingTypeId}/duplicate`, {}],
      ['GET', `/v1/meeting-types/${meetingTypeId}/slots?${window}`],
      ['GET', `/v1/meeting-types/${meetingTypeId}/why?start=${FIRST}`],
      ['GET', `/v1/meeting-types/${meetingTypeId}/starts?from=${FIRST}&to=${SECOND}`],
      ['POST', '/v1/slot-previews', { hours: { schedule }, durationMinutes: 30 }],
      ['GET', '/v1/links'],
      ['POST', '/v1/links/batch', { meetingTypeId, links: [{}] }],
      ['GET', `/v1/links/${link.id}/history`],
      ['POST', `/v1/links/${link.id}/send`, {}],
      ['POST', `/v1/links/${link.id}/remind`, {}],
      ['POST', `/v1/links/${other.id}/regenerate`, {}],
      ['POST', `/v1/links/${other.id}/revoke`, {}],
      ['GET', `/v1/public/links/${token}`],
      ['GET', `/v1/public/links/${tokenOf(other.url)}/slots?${window}`],
      ['POST', `/v1/public/links/${token}/resend-manage-link`, { email: 'bea@example.com' }],
      ['GET', `/1t/${token}`],
      ['GET', `/m/${manageToken}`],
      ['GET', `/v1/public/bookings/${manageToken}`],
      ['GET', `/v1/public/bookings/${manageToken}/calendar.ics`],
      ['GET', `/v1/public/bookings/${manageToken}/slots?${window}`],
      ['POST', `/v1/public/bookings/${manageToken}/reschedule`, { start: SECOND }],
      ['POST', `/v1/public/bookings/${manageToken}/cancel`, {}],
      ['POST', `/v1/public/bookings/${manageToken}/opt-in-mail`, {}],
      ['GET', `/o/${optedIn.optInToken}`],
      ['GET', `/v1/public/opt-ins/${optedIn.optInToken}`],
      ['POST', `/v1/public/opt-ins/${optedIn.optInToken}/confirm`, {}],
      ['GET', `/a/${asked.approvalToken}?decision=approve`],
      ['GET', `/v1/public/approvals/${asked.approvalToken}`],
      ['POST', `/v1/public/approvals/${asked.approvalToken}/approve`, {}],
      ['POST', `/v1/public/approvals/${asked.approvalToken}/decline`, {}],
      ['GET', `/o/${ended.optInToken}`],
      ['GET', '/v1/bookings'],
      ['GET', `/v1/bookings/${booked.id}`],
      ['GET', `/v1/bookings/${booked.id}/slots?${window}`],
      ['POST', `/v1/bookings/${booked.id}/reschedule`, { start: FIRST }],
      ['POST', `/v1/bookings/${booked.id}/cancel`, {}],
      ['POST', `/v1/bookings/${booked.id}/approve`, {}],
      ['POST', `/v1/bookings/${booked.id}/decline`, {}],
      ['POST', `/v1/bookings/${booked.id}/no-show`, { noShow: true }],
      ['PATCH', `/v1/bookings/${booked.id}`, { durationMinutes: 45 }],
      ['POST', `/v1/links/${other.id}/bookings`, { start: FIRST, attendee: { name: 'Bea', email: 'b@example.com' } }],
      ['POST', `/v1/meeting-types/${meetingTypeId}/archive`, {}],
      ['POST', `/v1/meeting-types/${meetingTypeId}/restore`, {}],
      ['GET', '/v1/workspace'],
      ['PATCH', '/v1/workspace', { name: 'Engines' }],
      ['GET', '/brand/0123456789abcdef0123456789abcdef'],
      ['GET', '/v1/api-keys'],
      ['POST', '/v1/api-keys', { name: 'CRM' }],
      ['DELETE', '/v1/api-keys/key_1'],
      ['POST', `/v1/links/${link.id}/allow-attempts`, {}],
      ['GET', '/v1/sessions'],
      ['DELETE', '/v1/sessions/ses_1'],
      ['GET', '/v1/sessions/current'],
      ['DELETE', '/v1/sessions/current'],
      ['GET', '/health/live'],
      ['GET', '/health/ready'],
      ['GET', '/metrics'],
      ['GET', '/openapi.json'],
      ['GET', '/problems/slot-taken'],
    ] as const) {
      await client.call(method, url, body);
    }
    const missing = everyOperation().filter(({ id }) => !client.seen.has(id) && !ELSEWHERE.includes(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});
