import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { formsOf, type PageForm } from '@bookonce/testing/harness/html-forms';
import type { HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { pathOf } from '@bookonce/testing/harness/workspace-client';

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** Books with nothing but what the pages show, as a browser without scripts does. */
describe('the booking page', () => {
  const { api } = servedProduct();
  let type: string;

  beforeAll(async () => {
    const host = await api.createHost({ name: 'Ada <Host>' });
    type = await api.createMeetingType([host], {
      name: 'First talk',
      questions: [
        { id: 'topic', label: 'What about?', type: 'text', required: true },
        { id: 'size', label: 'Company size', type: 'select', required: false, options: ['small', 'large'] },
      ],
    });
  });

  const submit = (form: PageForm, fields: Readonly<Record<string, string>>): Promise<HttpAnswer> => {
    const sent = new URLSearchParams({ ...form.fields, ...fields }).toString();
    if (form.method === 'get') return api.visitor.send(`${form.action}?${sent}`);
    return api.visitor.send(form.action, { raw: sent, headers: FORM_TYPE });
  };

  const open = async (link: LinkAnswer): Promise<HttpAnswer> => {
    const page = await api.visitor.send(pathOf(link.url));
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    return page;
  };

  /** Presses the n-th slot's button and returns the form that follows. */
  const choose = async (page: HttpAnswer, nth: number): Promise<PageForm> => {
    const choices = formsOf(page.text).flatMap((form) => form.buttons.map((button) => ({ form, button })));
    const slots = choices.filter(({ button }) => /^\d{4}-.*Z$/.test(button.value));
    expect(slots.length).toBeGreaterThan(10);
    const chosen = slots[nth];
    if (chosen === undefined) throw new Error('no such slot');
    const details = await submit(chosen.form, { [chosen.button.name]: chosen.button.value });
    expect(details.status).toBe(200);
    const form = formsOf(details.text).find((one) => one.method === 'post');
    if (form === undefined) throw new Error(`no form to book with:\n${details.text}`);
    return form;
  };

  const DETAILS = { name: 'Bea Guest', email: 'bea@example.com', 'answer.topic': 'Prices', 'answer.size': 'small' };

  it('books by buttons and a form, and shows the confirmation', async () => {
    const link = await api.createLink(type);
    const page = await open(link);
    expect(page.text).toContain('First talk');
    expect(page.text).toContain('Ada &lt;Host&gt;');
    const form = await choose(page, 5);
    expect(form.required).toEqual(expect.arrayContaining(['name', 'email', 'answer.topic']));
    const sent = await submit(form, DETAILS);
    expect(sent.status).toBe(303);
    const confirmation = await api.visitor.send(sent.headers.location ?? '/nowhere');
    expect(confirmation.status).toBe(200);
    expect(confirmation.text).toContain('You are booked');
    expect(confirmation.text).toContain('bea@example.com');
    const dead = await api.visitor.send(pathOf(link.url));
    expect([dead.status, dead.text]).toEqual([410, expect.stringContaining('already been used')]);
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed' });
  });

  it('books once when the button is pressed three times', async () => {
    const link = await api.createLink(type);
    const form = await choose(await open(link), 8);
    const sent = await Promise.all([1, 2, 3].map(() => submit(form, DETAILS)));
    expect(sent.map((answer) => answer.status)).toEqual([303, 303, 303]);
    expect(new Set(sent.map((answer) => answer.headers.location)).size).toBe(1);
  });

  it('says what is wrong in the form, keeps what was typed, and takes it when it is right', async () => {
    const link = await api.createLink(type);
    const form = await choose(await open(link), 9);
    const wrong = await submit(form, { ...DETAILS, email: 'bea at home', name: '"><script>alert(1)</script>' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('<script>alert(1)');
    const again = formsOf(wrong.text).find((one) => one.method === 'post');
    expect(again?.fields).toMatchObject({
      email: 'bea at home',
      name: '"><script>alert(1)</script>',
      'answer.topic': 'Prices',
    });
    const missing = await submit(form, { ...DETAILS, 'answer.topic': '' });
    expect(missing.status).toBe(422);
    if (again === undefined) throw new Error('the form is gone');
    expect((await submit(again, DETAILS)).status).toBe(303);
  });

  it('tells who comes too late for the slot, and offers the others on the same link', async () => {
    const [fast, slow] = [await api.createLink(type), await api.createLink(type)];
    const forms = [await choose(await open(fast), 12), await choose(await open(slow), 12)];
    const [won, lost] = [await submit(forms[0] as PageForm, DETAILS), await submit(forms[1] as PageForm, DETAILS)];
    expect([won.status, lost.status]).toEqual([303, 409]);
    expect(lost.text).toContain('not free any more');
    expect((await submit(await choose(lost, 12), DETAILS)).status).toBe(303);
  });

  it('tells who comes too late for the link', async () => {
    const link = await api.createLink(type);
    const page = await open(link);
    const forms = [await choose(page, 20), await choose(page, 21)];
    const [won, lost] = [await submit(forms[0] as PageForm, DETAILS), await submit(forms[1] as PageForm, DETAILS)];
    expect([won.status, lost.status]).toEqual([303, 410]);
    expect(lost.text).toContain('already been used');
  });

  it('runs no script that came with a text, and nothing inline', async () => {
    const page = await open(await api.createLink(type));
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'|default-src 'self'/);
    expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
  });
});
