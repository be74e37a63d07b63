import { slugOf, type HistoryAnswer, type LinkAnswer, type ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf, type HttpAnswer } from '@bookonce/testing/harness/http-client';
import { eventually } from '@bookonce/testing/harness/eventually';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { approvalTokenIn, nextSignInTokenTo, writtenMails } from '@bookonce/testing/harness/written-mails';
import { describe, expect, it } from '@jest/globals';

const START = '2026-03-02T08:00:00.000Z';
const WINDOW = 'from=2026-03-02T00:00:00Z&to=2026-03-13T00:00:00Z';

interface Host {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
}

describe('roles', () => {
  const { app, api } = servedProduct({ testClock: START });
  const seen = new Set<string>();

  const mailedTo = async (email: string): Promise<string> => {
    expect((await api.visitor.send('/v1/sign-in-links', { body: { email } })).status).toBe(202);
    return nextSignInTokenTo(app.dataDir, email, seen);
  };
  const enter = (token: string): Promise<HttpAnswer> => api.visitor.send('/v1/sessions', { body: { token } });
  const signedIn = async (email: string) => {
    const cookie = (await enter(await mailedTo(email))).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    return (path: string, call: { readonly method?: string; readonly body?: object } = {}): Promise<HttpAnswer> =>
      api.visitor.send(path, { ...call, headers });
  };
  const hostNamed = async (name: string): Promise<Host> => {
    const { items } = await api.expect<{ items: readonly Host[] }>(200, '/v1/hosts');
    const found = items.find((host) => host.name === name);
    if (found === undefined) throw new Error(`no host ${name}`);
    return found;
  };
  const changed = ({ id }: Host, body: object): Promise<HttpAnswer> =>
    api.host.send(`/v1/hosts/${id}`, { method: 'PATCH', body });

  it('are an owner and a plain host in the demo, and new hosts are plain ones', async () => {
    expect(await hostNamed('Robin Keller')).toMatchObject({ role: 'owner', active: true });
    expect(await hostNamed('Noor Patel')).toMatchObject({ role: 'host', active: true });
    await api.createHost({ name: 'New', email: 'new@example.com' });
    expect(await hostNamed('New')).toMatchObject({ role: 'host' });
  });

  it('let a plain host see its own links, and refuse what is for owners', async () => {
    const noor = await signedIn('noor@example.com');
    const robin = await signedIn('robin@example.com');
    expect(jsonOf(await noor('/v1/sessions/current'))).toMatchObject({ name: 'Noor Patel', role: 'host' });
    expect(jsonOf<{ items: readonly unknown[] }>(await robin('/v1/links')).items).toHaveLength(1);
    expect(jsonOf<{ items: readonly unknown[] }>(await noor('/v1/links')).items).toEqual([]);
    const { items } = jsonOf<{ items: readonly { id: string; name: string }[] }>(await noor('/v1/meeting-types'));
    const team = items.find(({ name }) => name === 'Team demo')?.id ?? '';
    const made = await noor('/v1/links', { body: { meetingTypeId: team } });
    expect(made.status).toBe(201);
    expect(jsonOf<{ items: readonly unknown[] }>(await noor('/v1/links')).items).toHaveLength(1);
    const refused = await noor('/v1/api-keys', { body: { name: 'CRM' } });
    expect([refused.status, slugOf(jsonOf<ProblemAnswer>(refused))]).toEqual([403, 'owners-only']);
  });

  it('let a plain host see the links that others make in place of its own', async () => {
    const noor = await signedIn('noor@example.com');
    const hosts = [(await hostNamed('Noor Patel')).id, (await hostNamed('Robin Keller')).id];
    const fields = { assignment: 'roundRobin', confirmation: 'approval' };
    const meetingTypeId = await api.createMeetingType(hosts, fields);
    const recipient = { name: 'Kim', email: 'kim@example.org' };
    const made = jsonOf<LinkAnswer>(await noor('/v1/links', { body: { meetingTypeId, recipient } }));
    const seenByNoor = async (id: string): Promise<number> => (await noor(`/v1/links/${id}`)).status;

    const regenerated = await api.expect<LinkAnswer>(201, `/v1/links/${made.id}/regenerate`, { body: {} });
    expect(await seenByNoor(regenerated.id)).toBe(200);

    const [slot] = await api.slotsOfType(meetingTypeId, '2026-03-03T00:00:00Z', '2026-03-07T00:00:00Z');
    const asked = await api.book(regenerated, slot?.start ?? '', { email: recipient.email });
    const declined = await api.decide(asked.booking?.id ?? '', { decide: 'decline', sendFreshLink: true });
    const fresh = declined.booking?.freshLinkId ?? '';
    expect(await seenByNoor(fresh)).toBe(200);
    // The decline mailed it, so that the host's mail reminds of it.
    expect(await api.getLink(fresh)).toMatchObject({ mailedAt: START });
    expect((await noor(`/v1/links/${fresh}/send`, { body: {} })).status).toBe(202);
    const { events } = await api.expect<HistoryAnswer>(200, `/v1/links/${fresh}/history`);
    expect(events.map(({ type }) => type)).toEqual(['LinkIssued', 'LinkReminderRequested']);
  });

  it('let a plain host book for a recipient at once only if no other host confirms', async () => {
    const noor = await signedIn('noor@example.com');
    const me = (await hostNamed('Noor Patel')).id;
    const both = [me, (await hostNamed('Robin Keller')).id];
    const bookedFor = async (hostIds: readonly string[], confirmation: string, own: object = {}): Promise<number> => {
      const type = await api.createMeetingType(hostIds, { assignment: 'roundRobin', confirmation });
      const link = await api.createLink(type, { hostId: me, ...own });
      const { slots } = jsonOf<{ slots: readonly { start: string }[] }>(
        await api.slots(link, '2026-03-09T00:00:00Z', '2026-03-14T00:00:00Z'),
      );
      const body = { start: slots[0]?.start, attendee: { name: 'Kim', email: 'kim@example.org' } };
      const events = countStoredEvents(app.dataDir);
      const { status } = await noor(`/v1/links/${link.id}/bookings`, { body });
      if (status === 403) expect(countStoredEvents(app.dataDir)).toBe(events);
      return status;
    };
    expect(await bookedFor(both, 'approval')).toBe(403);
    expect(await bookedFor(both, 'doubleOptIn')).toBe(403);
    expect(await bookedFor(both, 'approval', { overrides: { confirmation: 'instant' } })).toBe(201);
    expect(await bookedFor(both, 'instant')).toBe(201);
    expect(await bookedFor([me], 'approval')).toBe(201);
  });

  it('let no plain host past a confirmation that an owner asked for after its link was made', async () => {
    const noor = await signedIn('noor@example.com');
    const [me, other] = [(await hostNamed('Noor Patel')).id, (await hostNamed('Robin Keller')).id];
    const both = [me, other];
    const instant = { confirmation: 'instant' };
    const alone = await api.createMeetingType([me], { confirmation: 'approval' });
    const team = await api.createMeetingType(both, { assignment: 'roundRobin', ...instant });
    const changes = [
      [team, { confirmation: 'approval' }],
      [alone, { hostIds: both, assignment: 'collective' }],
    ] as const;
    for (const [meetingTypeId, change] of changes) {
      const recipient = { email: 'kim@example.org' };
      const answer = await noor('/v1/links', { body: { meetingTypeId, recipient, overrides: instant } });
      expect(answer.status).toBe(201);
      const link = jsonOf<LinkAnswer>(answer);
      await api.expect(200, `/v1/meeting-types/${meetingTypeId}`, { method: 'PATCH', body: change });
      const { slots } = jsonOf<{ slots: readonly { start: string }[] }>(
        await api.slots(link, '2026-03-09T00:00:00Z', '2026-03-14T00:00:00Z'),
      );
      const booking = { start: slots[0]?.start, attendee: { name: 'Kim', email: 'kim@example.org' } };
      const events = countStoredEvents(app.dataDir);
      for (const [action, body] of [
        ['regenerate', {}],
        ['send', {}],
        ['remind', {}],
        ['bookings', booking],
      ] as const) {
        const refused = await noor(`/v1/links/${link.id}/${action}`, { body });
        expect([action, refused.status, slugOf(jsonOf<ProblemAnswer>(refused))]).toEqual([action, 403, 'owners-only']);
      }
      expect(countStoredEvents(app.dataDir)).toBe(events);
      await api.expect(201, `/v1/links/${link.id}/regenerate`, { body: {} });
    }
  });

  it('keep the last owner, and store nothing of what is refused', async () => {
    const robin = await hostNamed('Robin Keller');
    for (const body of [{ role: 'host' }, { active: false }, { name: 'Somebody', role: 'host' }]) {
      const refused = await changed(robin, body);
      expect([refused.status, slugOf(jsonOf<ProblemAnswer>(refused))]).toEqual([409, 'last-owner']);
    }
    expect(await hostNamed('Robin Keller')).toEqual(robin);
  });

  it('let one of two owners go who remove each other at once', async () => {
    const [robin, noor] = [await hostNamed('Robin Keller'), await hostNamed('Noor Patel')];
    expect((await changed(noor, { role: 'owner' })).status).toBe(200);
    const both = await Promise.all([changed(robin, { role: 'host' }), changed(noor, { role: 'host' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await changed(robin, { role: 'owner' })).status).toBe(200);
    expect((await changed(noor, { role: 'host' })).status).toBe(200);
  });

  it('end the sessions of a host whose role changes', async () => {
    const noorHost = await hostNamed('Noor Patel');
    const noor = await signedIn('noor@example.com');
    expect((await changed(noorHost, { role: 'owner' })).status).toBe(200);
    expect((await noor('/v1/hosts')).status).toBe(401);
    const again = await signedIn('noor@example.com');
    expect((await again('/v1/api-keys')).status).toBe(200);
    expect((await changed(noorHost, { role: 'host' })).status).toBe(200);
  });

  it('let nobody decide with a mail that a deactivated host got', async () => {
    const email = 'leaving@example.com';
    const host = await api.createHost({ name: 'Leaving', email });
    const type = await api.createMeetingType([host], { confirmation: 'approval' });
    const [slot] = await api.slotsOfType(type, '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z');
    const asked = await api.book(await api.createLink(type), slot?.start ?? '');
    const token = await eventually(async () => {
      const found = (await writtenMails(app.dataDir, email)).map(approvalTokenIn).find((one) => one !== null);
      if (found === undefined) throw new Error('no mail yet');
      return found;
    });
    expect((await changed(await hostNamed('Leaving'), { active: false })).status).toBe(200);
    for (const decide of ['approve', 'decline'] as const) {
      expect(await api.decideByMail(token, { decide })).toMatchObject({ status: 403, slug: 'host-deactivated' });
    }
    const page = await api.visitor.send(`/a/${token}`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('This e-mail can no longer decide')]);
    const id = asked.booking?.id ?? '';
    expect(await api.expect(200, `/v1/bookings/${id}`)).toMatchObject({ status: 'awaitingApproval' });
    const withLink = await api.decide(id, { decide: 'decline', sendFreshLink: true });
    expect([withLink.status, withLink.slug]).toEqual([409, 'hosts-deactivated']);
    expect((await api.decide(id, { decide: 'approve' })).status).toBe(200);
  });

  it('take no new links once nobody can take their meetings', async () => {
    const host = await api.createHost({ name: 'Gone', email: 'gone@example.com' });
    const other = await api.createHost({ name: 'Here', email: 'here@example.com' });
    const type = await api.createMeetingType([host]);
    const team = await api.createMeetingType([host, other], { assignment: 'roundRobin' });
    const recipient = { email: 'kim@example.org' };
    const link = await api.createLink(type, { recipient });
    const ended = await api.createLink(type, { recipient });
    await api.expect(200, `/v1/links/${ended.id}/revoke`, { body: {} });
    expect((await changed(await hostNamed('Gone'), { active: false })).status).toBe(200);
    const events = countStoredEvents(app.dataDir);
    const refused: readonly (readonly [string, object])[] = [
      ['/v1/links', { meetingTypeId: type }],
      ['/v1/links', { meetingTypeId: team, hostId: host }],
      ['/v1/links/batch', { meetingTypeId: type, links: [{}, {}] }],
      ['/v1/links/batch', { meetingTypeId: team, links: [{}, { hostId: host }] }],
      [`/v1/links/${ended.id}/regenerate`, {}],
      // Active, but nobody could book with it.
      [`/v1/links/${link.id}/regenerate`, {}],
      [`/v1/links/${link.id}/send`, {}],
      [`/v1/links/${link.id}/remind`, {}],
    ];
    for (const [path, body] of refused) {
      const answer = await api.host.send(path, { body });
      expect([path, answer.status, slugOf(jsonOf<ProblemAnswer>(answer))]).toEqual([path, 409, 'hosts-deactivated']);
    }
    expect(countStoredEvents(app.dataDir)).toBe(events);
    expect((await api.view(link)).text).toContain('"hostLeft":true');
    // Of a team, the others go on.
    await api.createLink(team);
    await api.createLink(team, { hostId: other });
    expect((await changed(await hostNamed('Gone'), { active: true })).status).toBe(200);
    await api.expect(202, `/v1/links/${link.id}/remind`, { body: {} });
    await api.createLink(type);
  });

  it('deactivate a host: signed out, no sign-in, no new times, and all of it again later', async () => {
    const host = await api.createHost({ name: 'Away', email: 'away@example.com' });
    const type = await api.createMeetingType([host]);
    const link = await api.createLink(type);
    const booked = await api.createLink(type);
    const publicSlots = async () =>
      jsonOf<{ slots: readonly { start: string }[] }>(
        await api.visitor.send(`/v1/public/links/${tokenOf(link.url)}/slots?${WINDOW}`),
      ).slots;
    const [first, second] = await publicSlots();
    expect((await api.book(booked, first?.start ?? '')).status).toBe(201);
    const away = await signedIn('away@example.com');
    const unused = await mailedTo('away@example.com');

    expect((await changed(await hostNamed('Away'), { active: false })).status).toBe(200);
    expect((await away('/v1/hosts')).status).toBe(401);
    expect((await enter(unused)).status).toBe(410);
    expect(await publicSlots()).toEqual([]);
    expect((await api.book(link, second?.start ?? '')).status).toBe(409);
    expect(jsonOf(await api.visitor.send(`/v1/public/links/${tokenOf(link.url)}`))).toMatchObject({ hostLeft: true });
    expect(await api.getLink(link.id)).toMatchObject({ status: 'active', hostDeactivated: true });
    const { items } = await api.expect<{ items: readonly { id: string }[] }>(200, `/v1/bookings?hostId=${host}`);
    expect(items).toHaveLength(1);
    await api.expect(200, `/v1/bookings/${items[0]?.id ?? ''}/cancel`, { body: {} });

    expect((await changed(await hostNamed('Away'), { active: true })).status).toBe(200);
    expect((await api.book(link, second?.start ?? '')).status).toBe(201);
    expect((await (await signedIn('away@example.com'))('/v1/hosts')).status).toBe(200);
  });
});
