/** XML of a fake CalDAV server: what it reads in requests, and how it writes answers. */

export const unescapeXml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** The text of each element of that local name. */
export const textsIn = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)</`, 'g'))].map((one) =>
    unescapeXml(one[1] ?? ''),
  );

export const mentions = (xml: string, name: string): boolean => new RegExp(`<(?:\\w+:)?${name}[\\s/>]`).test(xml);

/** The part of an answer about one resource. */
export interface FakeResponse {
  readonly href: string;
  /** XML of the properties that it has. */
  readonly properties?: readonly string[];
  readonly status?: string;
  /** XML of the precondition that was not met. */
  readonly error?: string;
}

// Prefixes that no other server uses: a client must go by namespaces.
export const multistatus = (responses: readonly FakeResponse[], more = ''): string =>
  '<?xml version="1.0"?>\n<x:multistatus xmlns:x="DAV:" xmlns:y="urn:ietf:params:xml:ns:caldav">' +
  `${responses.map(responseXml).join('')}${more}</x:multistatus>`;

const responseXml = ({ href, properties, status, error }: FakeResponse): string =>
  `<x:response><x:href>${escapeXml(href)}</x:href>` +
  (properties === undefined ? '' : propstat(properties)) +
  (status === undefined ? '' : `<x:status>HTTP/1.1 ${status}</x:status>`) +
  (error === undefined ? '' : `<x:error>${error}</x:error>`) +
  '</x:response>';

const propstat = (properties: readonly string[]): string =>
  `<x:propstat><x:prop>${properties.join('')}</x:prop><x:status>HTTP/1.1 200 OK</x:status></x:propstat>` +
  '<x:propstat><x:prop><x:quota/></x:prop><x:status>HTTP/1.1 404 Not Found</x:status></x:propstat>';
