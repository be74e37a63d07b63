import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { LOGO_PNG } from '@bookonce/testing/harness/logo-png';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { refusalOf, slotAt, START, WholeLife } from './fixtures/whole-life.js';

interface WorkspaceAnswer {
  readonly name: string;
  readonly color: string | null;
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null;
}

const PERSON = { name: 'Grace Hopper', email: 'grace.hopper@example.com' };
const NOTE = 'Call her before noon';
const DESCRIPTION = 'About the difference engine';

describe('what attendees see of a workspace', () => {
  const product = servedProduct({ testClock: START });
  const { api } = product;
  const life = new WholeLife(product);
  let link: LinkAnswer;

  const change = (body: object) => life.host('/v1/workspace', body, 'PATCH');
  const pageOf = async (path: string) => {
    const answer = await api.visitor.send(path, { headers: { accept: 'text/html' } });
    return { status: answer.status, text: answer.text, policy: String(answer.headers['content-security-policy']) };
  };
  /** The tags that a program takes from a page to make a preview. */
  const previewIn = (html: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [...html.matchAll(/<meta (?:property|name)="((?:og|twitter):\w+)" content="([^"]*)"/g)].map(
        ([, name = '', content = '']) => [name, content],
      ),
    );

  beforeAll(async () => {
    const type = await life.type({ name: 'Engine talk', description: DESCRIPTION });
    link = await api.createLink(type, { recipient: PERSON, note: NOTE, prefill: true });
  });

  it('is changed by the API, and is on the pages at once', async () => {
    const changed = await change({ name: 'Analytical Engines', color: '#FFD400', logo: { data: LOGO_PNG } });
    const { name, color, logo } = jsonOf<WorkspaceAnswer>(changed);
    expect([changed.status, name, color]).toEqual([200, 'Analytical Engines', '#ffd400']);
    expect(logo).toMatchObject({ width: 120, height: 40 });
    expect(await api.expect(200, '/v1/workspace')).toEqual({ name, color, logo });

    const { text, policy } = await pageOf(`/1t/${tokenOf(link.url)}`);
    expect(text).toContain(`<img src="${logo?.url ?? ''}" alt="Analytical Engines"`);
    expect(text).toContain('<style>:root{--accent:');
    expect(policy).toMatch(/style-src 'self' 'sha256-[\w+/]+='/);
    const picture = await api.visitor.send(logo?.url ?? '');
    expect([picture.status, picture.headers]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      }),
    ]);
  });

  it('signs mails and sign-in links with the new name', async () => {
    await change({ name: 'Looms & Sons' });
    const fresh = await api.createLink(await life.type());
    const email = life.person();
    await life.booked(fresh, slotAt(4), { email });
    expect((await life.mail(email)).text).toContain('Looms & Sons');
  });

  it('refuses an invalid name, colour or picture, and stores nothing', async () => {
    const before = await api.expect(200, '/v1/workspace');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    for (const wrong of [
      { name: '' },
      { color: 'blue' },
      { color: '#fff' },
      { logo: { data: svg } },
      { logo: { data: 'A'.repeat(90_000) } },
      { logo: { data: 'no base64!' } },
      { owner: 'me' },
    ]) {
      expect([wrong, refusalOf(await change(wrong))]).toEqual([wrong, [422, 'validation-failed']]);
    }
    expect(await api.expect(200, '/v1/workspace')).toEqual(before);
    expect((await api.visitor.send('/v1/workspace')).status).toBe(401);
  });

  it('loses its logo and its colour by null, and the address of the logo leads nowhere', async () => {
    const { logo } = jsonOf<WorkspaceAnswer>(await change({ logo: { data: LOGO_PNG } }));
    expect(jsonOf(await change({ logo: null, color: null }))).toMatchObject({ logo: null, color: null });
    expect((await api.visitor.send(logo?.url ?? '')).status).toBe(404);
    const { text, policy } = await pageOf(`/1t/${tokenOf(link.url)}`);
    expect(text).not.toContain('<style>');
    expect(policy).toContain("style-src 'self';");
  });

  it('is no part of a preview, which tells the host and the meeting type alone', async () => {
    const { text } = await pageOf(`/1t/${tokenOf(link.url)}`);
    const preview = previewIn(text);
    expect(preview).toEqual({
      'og:type': 'website',
      'og:site_name': 'Bookonce',
      'og:title': 'Engine talk',
      'og:description': expect.stringMatching(/ invites you$/),
      'og:image': expect.stringMatching(/^http:.*\/favicon\.ico$/),
      'twitter:card': 'summary',
    });
    const head = text.slice(0, text.indexOf('</head>'));
    for (const secret of [PERSON.name, PERSON.email, NOTE, DESCRIPTION, 'Looms']) expect(head).not.toContain(secret);
    expect(head).toContain('<meta name="robots" content="noindex, nofollow"');
    expect((await api.view(link)).status).toBe(200);
  });

  it('is no part of the preview of a booking, nor are its people, and links that are over have none', async () => {
    const { manageUrl } = await life.booked(link, slotAt(7), { email: PERSON.email });
    const { text } = await pageOf(new URL(manageUrl).pathname);
    expect(previewIn(text)).toMatchObject({ 'og:title': 'Your booking', 'og:site_name': 'Bookonce' });
    expect(previewIn(text)).not.toHaveProperty('og:description');
    const head = text.slice(0, text.indexOf('</head>'));
    expect(head).toContain('<title>Your booking</title>');
    for (const secret of ['Engine talk', 'Looms', PERSON.name]) expect(head).not.toContain(secret);
    const ended = await pageOf(`/1t/${tokenOf(link.url)}`);
    expect([ended.status, previewIn(ended.text)]).toEqual([410, {}]);
    for (const secret of ['Engine talk', 'Looms', PERSON.name]) expect(ended.text).not.toContain(secret);
  });

  it('has an icon for every page', async () => {
    for (const [path, type] of [
      ['/favicon.ico', 'image/png'],
      ['/icon.svg', 'image/svg+xml'],
    ] as const) {
      const icon = await api.visitor.send(path);
      expect([path, icon.status]).toEqual([path, 200]);
      expect(icon.headers['content-type']).toContain(type);
      expect(icon.headers['cache-control']).toContain('max-age=');
    }
    for (const path of [
      '/',
      '/console',
      `/1t/${tokenOf(link.url)}`,
      '/problems/slot-taken',
      '/1t/0123456789abcdefghijkl',
    ]) {
      expect((await pageOf(path)).text).toContain('<link rel="icon" href="/icon.svg"');
    }
  });
});
