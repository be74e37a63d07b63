import type { LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { midnightAfter } from '@bookonce/testing/harness/workspace-client';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

describe('after the secret key was lost', () => {
  const { app, api } = servedProduct();
  let link: LinkAnswer;
  let unused: LinkAnswer;
  let meetingTypeId: string;
  const keyed = { headers: { 'idempotency-key': 'one-link' } };

  const createLink = async (): Promise<LinkAnswer> =>
    jsonOf(await api.host.send('/v1/links', { body: { meetingTypeId }, ...keyed }));

  beforeAll(async () => {
    meetingTypeId = await api.createMeetingType([await api.createHost()]);
    link = await createLink();
    unused = await api.createLink(meetingTypeId);
    await app.stop();
    await rm(join(app.dataDir, 'secret.key'));
    await app.restart();
  });

  it('shows links without their URL and texts', async () => {
    const { url: _url, shareTexts: _texts, ...rest } = link;
    expect(await api.expect(200, `/v1/links/${link.id}`)).toEqual(rest);
    const { items } = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links');
    expect(items.map(({ id }) => id)).toContain(link.id);
  });

  it('runs a request again whose stored reply cannot be opened', async () => {
    const again = await createLink();
    expect(again.url).toContain('/1t/');
    expect(await createLink()).toEqual(again);
  });

  it('takes a booking by a link that was sent before', async () => {
    expect((await api.book(link, midnightAfter(3))).status).toBe(201);
  });

  it('regenerates a link, and shows the new one', async () => {
    const fresh = await api.expect<LinkAnswer>(201, `/v1/links/${unused.id}/regenerate`, { body: {} });
    expect(fresh.url).toContain('/1t/');
  });
});
