import { FakeCollection, uidIn, type FakeCollectionOptions } from './fake-collection.js';
import { escapeXml, mentions, multistatus, textsIn, type FakeResponse } from './fake-dav-xml.js';
import type { CalendarLies } from './fake-lies.js';

export interface FakeRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface FakeAccount {
  readonly username: string;
  readonly password: string;
  /** Given out as the owner's address. */
  readonly email?: string;
}

/**
 * A CalDAV server with one account, and feeds, in memory. It answers as the standards ask, except for its lies. It has no
 * socket: see `serveCalendars` and `fakeOutgoingRequests`.
 */
export class FakeCalendarServer {
  lies: CalendarLies = {};
  readonly #collections = new Map<string, FakeCollection>();
  readonly #feeds = new Map<string, { readonly content: string | Uint8Array; readonly version: number }>();
  readonly #requests: string[] = [];
  #stamp = 0;

  constructor(
    private readonly account: FakeAccount,
    /** The path under which the server's accounts are. */
    private readonly root = '/remote/dav/',
  ) {}

  /** Method and path of every request so far. */
  get requests(): readonly string[] {
    return this.#requests;
  }

  get homePath(): string {
    return `${this.root}calendars/ann/`;
  }

  /** Returns its path. */
  addCollection(segment: string, options: FakeCollectionOptions): string {
    this.#collections.set(segment, new FakeCollection(options));
    return `${this.homePath}${segment}/`;
  }

  removeCollection(segment: string): void {
    this.#collections.delete(segment);
  }

  collection(segment: string): FakeCollection {
    const collection = this.#collections.get(segment);
    if (collection === undefined) throw new Error(`The fake server has no collection ${segment}`);
    return collection;
  }

  /** Adds or changes a feed. Returns its path. */
  setFeed(name: string, content: string | Uint8Array): string {
    const version = (this.#feeds.get(name)?.version ?? 0) + 1;
    this.#feeds.set(name, { content, version });
    return `/feeds/${name}.ics`;
  }

  answer(request: FakeRequest): FakeAnswer {
    this.#requests.push(`${request.method} ${request.path}`);
    const { everyAnswer, redirectTo } = this.lies;
    if (redirectTo !== undefined) return { status: 302, headers: { location: redirectTo } };
    if (everyAnswer !== undefined) return everyAnswer;
    const path = new URL(request.path, 'http://fake').pathname;
    if (path.startsWith('/feeds/'))
      return this.#feed(decodeURIComponent(path.slice('/feeds/'.length, -'.ics'.length)), request);
    if (path === '/.well-known/caldav') return { status: 301, headers: { location: this.root } };
    if (!path.startsWith(this.root)) return html(405);
    if (request.headers['authorization'] !== this.#login)
      return { status: 401, headers: { 'www-authenticate': 'Basic' } };
    return this.#dav(path, request);
  }

  get #login(): string {
    const { username, password } = this.account;
    return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
  }

  #feed(name: string, { headers }: FakeRequest): FakeAnswer {
    const feed = this.#feeds.get(name);
    if (feed === undefined) return html(404);
    const etag = `"${feed.version}"`;
    if (headers['if-none-match'] === etag && this.lies.restampsFeeds !== true)
      return { status: 304, headers: { etag } };
    const answered = { 'content-type': this.lies.feedType ?? 'text/calendar; charset=utf-8' };
    if (typeof feed.content !== 'string') return { status: 200, headers: { ...answered, etag }, body: feed.content };
    if (this.lies.restampsFeeds !== true) {
      return {
        status: 200,
        headers: { ...answered, etag },
        body: feed.content + ' '.repeat(this.lies.feedPadding ?? 0),
      };
    }
    this.#stamp += 1;
    const stamp = `DTSTAMP:20260101T${String(this.#stamp).padStart(6, '0')}Z`;
    return { status: 200, headers: answered, body: feed.content.replace(/^DTSTAMP.*?(?=\r?$)/gm, stamp) };
  }

  #dav(path: string, request: FakeRequest): FakeAnswer {
    if (!path.startsWith(this.homePath))
      return request.method === 'PROPFIND' ? this.#principal(path, request) : html(405);
    const [segment = '', file = ''] = path.slice(this.homePath.length).split('/').map(decodeURIComponent);
    const collection = this.#collections.get(segment);
    if (request.method === 'PROPFIND' && segment === '') return this.#home();
    if (request.method === 'MKCOL') return this.#make(segment, request.body);
    if (request.method === 'DELETE' && file === '') {
      return { status: this.#collections.delete(segment) ? 204 : 404 };
    }
    if (collection === undefined) return { status: request.method === 'PUT' ? 409 : 404 };
    switch (request.method) {
      case 'PROPFIND':
        return xml(multistatus(this.#listing(segment, collection, request)));
      case 'REPORT':
        return this.#report(segment, collection, request);
      case 'GET': {
        const object = collection.objects.get(file);
        return object === undefined ? html(404) : { status: 200, headers: { etag: object.etag }, body: object.text };
      }
      case 'PUT':
        return this.#put(collection, file, request);
      case 'DELETE':
        return this.#delete(collection, file, request);
      default:
        return html(405);
    }
  }

  #make(segment: string, body: string): FakeAnswer {
    const [color] = textsIn(body, 'calendar-color');
    this.addCollection(segment, {
      name: textsIn(body, 'displayname')[0] ?? segment,
      components: [...body.matchAll(/<\w+:comp name="(\w+)"/g)].map((one) => one[1] ?? ''),
      ...(color !== undefined && { color }),
    });
    return { status: 201 };
  }

  #principal(path: string, { body }: FakeRequest): FakeAnswer {
    const owner = `${this.root}principals/ann/`;
    const isOwner = path === owner;
    const { email } = this.account;
    const addresses = [owner, ...(email === undefined ? [] : [`mailto:${email}`])];
    return xml(
      multistatus([
        {
          href: path,
          properties: [
            `<x:resourcetype>${isOwner ? '<x:principal/>' : '<x:collection/>'}</x:resourcetype>`,
            `<x:current-user-principal><x:href>${owner}</x:href></x:current-user-principal>`,
            ...(isOwner && mentions(body, 'calendar-home-set')
              ? [`<y:calendar-home-set><x:href>${this.lies.homeAt ?? this.homePath}</x:href></y:calendar-home-set>`]
              : []),
            ...(isOwner
              ? [
                  `<y:calendar-user-address-set>${addresses.map((one) => `<x:href>${one}</x:href>`).join('')}</y:calendar-user-address-set>`,
                ]
              : []),
          ],
        },
      ]),
    );
  }

  #home(): FakeAnswer {
    return xml(
      multistatus([
        { href: this.homePath, properties: ['<x:resourcetype><x:collection/></x:resourcetype>'] },
        ...[...this.#collections].map(([segment, collection]) => this.#described(segment, collection)),
      ]),
    );
  }

  #described(segment: string, collection: FakeCollection): FakeResponse {
    const { name, color, components = ['VEVENT', 'VTODO'], isReadOnly = false } = collection.options;
    const hasTokens = this.lies.hasSyncTokens !== false;
    return {
      href: this.#href(segment),
      properties: [
        '<x:resourcetype><x:collection/><y:calendar/></x:resourcetype>',
        `<x:displayname>${escapeXml(name)}</x:displayname>`,
        `<x:current-user-principal><x:href>${this.root}principals/ann/</x:href></x:current-user-principal>`,
        ...(color === undefined
          ? []
          : [`<z:calendar-color xmlns:z="http://apple.com/ns/ical/">${color}</z:calendar-color>`]),
        `<y:supported-calendar-component-set>${components.map((one) => `<y:comp name="${one}"/>`).join('')}</y:supported-calendar-component-set>`,
        `<x:current-user-privilege-set><x:privilege>${isReadOnly ? '<x:read/>' : '<x:write/>'}</x:privilege></x:current-user-privilege-set>`,
        `<x:supported-report-set><x:supported-report><x:report>${hasTokens ? '<x:sync-collection/>' : '<y:calendar-query/>'}</x:report></x:supported-report></x:supported-report-set>`,
        `<z:getctag xmlns:z="http://calendarserver.org/ns/">${collection.token}</z:getctag>`,
      ],
    };
  }

  #href(segment: string, file = ''): string {
    return `${this.homePath}${encodeURIComponent(segment)}/${encodeURIComponent(file)}`;
  }

  #listing(segment: string, collection: FakeCollection, { headers }: FakeRequest): readonly FakeResponse[] {
    const own = this.#described(segment, collection);
    if (headers['depth'] !== '1') return [own];
    return [
      own,
      ...[...collection.objects].map(([file, { etag }]) => ({
        href: this.#href(segment, file),
        properties: ['<x:resourcetype/>', `<x:getetag>${escapeXml(etag)}</x:getetag>`],
      })),
    ];
  }

  #report(segment: string, collection: FakeCollection, { headers, body }: FakeRequest): FakeAnswer {
    const isSync = mentions(body, 'sync-collection');
    if (isSync !== (headers['depth'] === '0')) return { status: 400 };
    if (isSync) return this.#sync(segment, collection, textsIn(body, 'sync-token')[0] ?? '');
    if (mentions(body, 'calendar-multiget')) {
      const files = textsIn(body, 'href').map((href) => decodeURIComponent(href.split('/').at(-1) ?? ''));
      const responses = files.map((file) => this.#handedOut(segment, collection, file));
      if (this.lies.respellsAddresses !== true) return xml(multistatus(responses));
      return xml(multistatus(responses.map((one) => ({ ...one, href: one.href.replaceAll('.', '%2e') }))));
    }
    const { uidSearch = 'works' } = this.lies;
    if (!mentions(body, 'calendar-query') || uidSearch === 'refused') return { status: 403 };
    const [part = ''] = textsIn(body, 'text-match');
    const found = [...collection.objects].filter(
      ([, { text }]) => uidSearch === 'works' && uidIn(text)?.includes(part),
    );
    return xml(multistatus(found.map(([file]) => this.#handedOut(segment, collection, file))));
  }

  #handedOut(segment: string, collection: FakeCollection, file: string): FakeResponse {
    const href = this.#href(segment, file);
    const object = collection.objects.get(file);
    if (object === undefined) return { href, status: '404 Not Found' };
    if (this.lies.unreadable?.includes(file) === true) return { href, status: '500 Internal Server Error' };
    return {
      href,
      properties: [
        `<x:getetag>${escapeXml(object.etag)}</x:getetag>`,
        `<y:calendar-data>${escapeXml(object.text)}</y:calendar-data>`,
      ],
    };
  }

  #sync(segment: string, collection: FakeCollection, token: string): FakeAnswer {
    const most = this.lies.changesInAnswer ?? Number.POSITIVE_INFINITY;
    const seen = collection.changesSince(token, most);
    if (this.lies.hasSyncTokens === false) return { status: 415 };
    if (seen === null) return { status: this.lies.forgottenToken ?? 403, ...precondition('valid-sync-token') };
    const responses = seen.files.map((file): FakeResponse => {
      const object = collection.objects.get(file);
      if (object === undefined) return { href: this.#href(segment, file), status: '404 Not Found' };
      return { href: this.#href(segment, file), properties: [`<x:getetag>${escapeXml(object.etag)}</x:getetag>`] };
    });
    const isPart = seen.token !== collection.token;
    const rest: readonly FakeResponse[] = isPart
      ? [{ href: this.#href(segment), status: '507 Insufficient Storage' }]
      : [];
    return xml(multistatus([...responses, ...rest], `<x:sync-token>${seen.token}</x:sync-token>`));
  }

  #put(collection: FakeCollection, file: string, { headers, body }: FakeRequest): FakeAnswer {
    const { writeStatus = collection.options.isReadOnly === true ? 403 : 200 } = this.lies;
    if (writeStatus !== 200) return { status: writeStatus };
    if (!isMet(headers, collection.objects.get(file)?.etag)) return { status: 412 };
    const taken = collection.fileOf(uidIn(body) ?? '');
    if (taken !== null && taken !== file) return this.#uidConflict();
    const isNew = !collection.objects.has(file);
    const { etag } = collection.put(file, body);
    const { putEtag = 'told' } = this.lies;
    const sentEtag = putEtag === 'untold' ? {} : { etag: putEtag === 'weak' ? `W/${etag}` : etag };
    return { status: isNew ? 201 : 204, headers: sentEtag };
  }

  #uidConflict(): FakeAnswer {
    const { uidConflict = '409' } = this.lies;
    if (uidConflict === '400') return { status: 400 };
    if (uidConflict === '409')
      return { status: 409, ...precondition('no-uid-conflict', 'urn:ietf:params:xml:ns:caldav') };
    const error = '<y:no-uid-conflict/>';
    return xml(multistatus([{ href: 'http%3A//fake/x.ics', status: '412 Precondition Failed', error }]));
  }

  #delete(collection: FakeCollection, file: string, { headers }: FakeRequest): FakeAnswer {
    const { writeStatus = collection.options.isReadOnly === true ? 403 : 200 } = this.lies;
    if (writeStatus !== 200) return { status: writeStatus };
    const object = collection.objects.get(file);
    if (object === undefined) return { status: 404 };
    if (!isMet(headers, object.etag)) return { status: 412 };
    collection.delete(file);
    return { status: 204 };
  }
}

const isMet = (headers: FakeRequest['headers'], etag: string | undefined): boolean => {
  if (headers['if-none-match'] === '*') return etag === undefined;
  const { 'if-match': expected } = headers;
  return expected === undefined || expected === etag;
};

const xml = (body: string): FakeAnswer => ({
  status: 207,
  headers: { 'content-type': 'application/xml; charset=utf-8' },
  body,
});

const html = (status: number): FakeAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Not here</title><p>&nbsp;',
});

const precondition = (name: string, namespace = 'DAV:'): Pick<FakeAnswer, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/xml' },
  body: `<x:error xmlns:x="DAV:"><${name} xmlns="${namespace}"/></x:error>`,
});
