import type { CalDavAccess } from '@bookonce/kernel/ports/calendar-servers';

export interface MadeCollection {
  readonly name: string;
  /** `#rrggbbaa` */
  readonly color?: string;
  readonly components: readonly string[];
}

/**
 * Another client of the same account, such as the host's own: it makes calendars and changes events. Rejects if the server
 * refuses.
 */
export class OtherClient {
  constructor(private readonly account: CalDavAccess) {}

  async makeCollection(href: string, { name, color, components }: MadeCollection): Promise<void> {
    const body =
      '<d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="http://apple.com/ns/ical/"><d:set><d:prop>' +
      `<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>${name}</d:displayname>` +
      (color === undefined ? '' : `<a:calendar-color>${color}</a:calendar-color>`) +
      `<c:supported-calendar-component-set>${components.map((one) => `<c:comp name="${one}"/>`).join('')}` +
      '</c:supported-calendar-component-set></d:prop></d:set></d:mkcol>';
    await this.#send('MKCOL', href, { 'content-type': 'application/xml' }, body);
  }

  async put(href: string, text: string): Promise<void> {
    await this.#send('PUT', href, { 'content-type': 'text/calendar; charset=utf-8' }, text);
  }

  /** Removes an object, or a collection with all that it holds. */
  async remove(href: string): Promise<void> {
    await this.#send('DELETE', href, {});
  }

  /** The texts of all objects of a collection, unfolded, by address; without those that are removed meanwhile. */
  async objects(collection: string): Promise<ReadonlyMap<string, string>> {
    const body = '<d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>';
    const listed = await this.#answer('PROPFIND', collection, { depth: '1', 'content-type': 'application/xml' }, body);
    const hrefs = [...listed.matchAll(/href>([^<]+\.ics)</g)].map(([, href = '']) => new URL(href, collection).href);
    const texts = await Promise.all(hrefs.map(async (href) => [href, await this.#textOf(href)] as const));
    return new Map(texts.flatMap(([href, text]) => (text === null ? [] : [[href, text.replace(/\r?\n[ \t]/g, '')]])));
  }

  /** Null if it is gone. */
  async #textOf(href: string): Promise<string | null> {
    const response = await this.#fetch('GET', href, {});
    const text = await response.text();
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`GET ${href}: ${response.status} ${text}`);
    return text;
  }

  async #send(method: string, href: string, headers: Readonly<Record<string, string>>, body?: string): Promise<void> {
    await this.#answer(method, href, headers, body);
  }

  async #answer(
    method: string,
    href: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<string> {
    const response = await this.#fetch(method, href, headers, body);
    const answer = await response.text();
    // 207 as the answer to a change holds a refusal.
    const isRefusal = response.status === 207 && method !== 'PROPFIND';
    if (!response.ok || isRefusal) throw new Error(`${method} ${href}: ${response.status} ${answer}`);
    return answer;
  }

  #fetch(method: string, href: string, headers: Readonly<Record<string, string>>, body?: string): Promise<Response> {
    const { username, password } = this.account;
    const authorization = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
    return fetch(href, { method, headers: { ...headers, authorization }, ...(body !== undefined && { body }) });
  }
}
