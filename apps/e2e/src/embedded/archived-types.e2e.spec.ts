import { describe, expect, it } from '@jest/globals';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { bookingIn, refusalOf, slotAt, START, WholeLife } from './fixtures/whole-life.js';

interface TypeAnswer {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

const ARCHIVED = [409, 'meeting-type-archived'];

describe('an archived meeting type', () => {
  const product = servedProduct({ testClock: START });
  const { api } = product;
  const life = new WholeLife(product);
  const archive = (id: string) => api.expect<TypeAnswer>(200, `/v1/meeting-types/${id}/archive`, { body: {} });
  const restore = (id: string) => api.expect<TypeAnswer>(200, `/v1/meeting-types/${id}/restore`, { body: {} });
  const issue = (meetingTypeId: string) => life.host('/v1/links', { meetingTypeId });

  it('takes no new links until it is restored, while existing ones go on', async () => {
    const type = await life.type();
    const [first, second] = [await api.createLink(type), await api.createLink(type)];
    expect(await archive(type)).toMatchObject({ id: type, archived: true });
    expect(await archive(type)).toMatchObject({ archived: true });
    expect(refusalOf(await issue(type))).toEqual(ARCHIVED);
    expect(refusalOf(await life.host('/v1/links/batch', { meetingTypeId: type, links: [{}, {}] }))).toEqual(ARCHIVED);

    expect(await life.isOffered(first, slotAt(0))).toBe(true);
    const { manageUrl } = await life.booked(first, slotAt(0));
    const moved = await life.post(`/v1/public/bookings/${manageUrl.split('/').at(-1) ?? ''}/reschedule`, {
      start: slotAt(1),
    });
    expect(bookingIn(moved)).toMatchObject({ status: 'confirmed', start: slotAt(1) });
    expect((await life.host(`/v1/links/${second.id}/regenerate`, {})).status).toBe(201);

    expect(await restore(type)).toMatchObject({ archived: false });
    expect((await issue(type)).status).toBe(201);
  });

  it('gives a link that is over no successor, also not with a decline', async () => {
    const type = await life.type({ confirmation: 'approval' });
    const over = await api.createLink(type);
    const asked = await api.createLink(type);
    const booking = await life.booked(asked, slotAt(3));
    expect((await life.host(`/v1/links/${over.id}/revoke`, {})).status).toBe(200);
    await archive(type);
    expect(refusalOf(await life.host(`/v1/links/${over.id}/regenerate`, {}))).toEqual(ARCHIVED);
    const decline = (body: object) => life.host(`/v1/bookings/${booking.id}/decline`, body);
    expect(refusalOf(await decline({ sendFreshLink: true }))).toEqual(ARCHIVED);
    expect(bookingIn(await decline({}))).toMatchObject({ status: 'declined' });
  });

  it('is copied with its settings, but neither its links nor its state', async () => {
    const type = await life.type({ description: 'An hour', maxPerDay: 2 });
    await api.createLink(type);
    await archive(type);
    const copied = jsonOf<TypeAnswer>(await life.host(`/v1/meeting-types/${type}/duplicate`, { name: 'Kopie' }));
    expect(copied).toMatchObject({ name: 'Kopie', archived: false, description: 'An hour', maxPerDay: 2 });
    const { items } = await api.expect<{ items: object[] }>(200, `/v1/links?meetingTypeId=${copied.id}`);
    expect(items).toEqual([]);
    expect((await issue(copied.id)).status).toBe(201);
    expect((await life.host('/v1/meeting-types/mtt_unknown/duplicate', {})).status).toBe(404);
  });
});
