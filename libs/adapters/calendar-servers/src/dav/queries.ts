import { emptyElement, names } from './names.js';
import { xmlText, type XmlName } from './xml.js';

/** Bodies of PROPFIND and REPORT. */

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
const NAMESPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"';

const prop = (properties: readonly XmlName[]): string => `<prop>${properties.map(emptyElement).join('')}</prop>`;

/** Asks for properties. */
export const propfind = (properties: readonly XmlName[]): string =>
  `${HEAD}<propfind ${NAMESPACES}>${prop(properties)}</propfind>`;

/** Asks what has changed since a token; for everything, without one. */
export const syncCollection = (token: string): string =>
  `${HEAD}<sync-collection ${NAMESPACES}><sync-token>${xmlText(token)}</sync-token><sync-level>1</sync-level>` +
  `${prop([names.etag])}</sync-collection>`;

const objectProp = prop([names.etag, names.calendarData]);

/** Asks for objects by their paths. */
export const calendarMultiget = (paths: readonly string[]): string => {
  const hrefs = paths.map((path) => `<href>${xmlText(path)}</href>`).join('');
  return `${HEAD}<C:calendar-multiget ${NAMESPACES}>${objectProp}${hrefs}</C:calendar-multiget>`;
};

/** Asks for events with this text in their UID. */
export const calendarQueryByUid = (uid: string): string =>
  `${HEAD}<C:calendar-query ${NAMESPACES}>${objectProp}<C:filter><C:comp-filter name="VCALENDAR">` +
  `<C:comp-filter name="VEVENT"><C:prop-filter name="UID"><C:text-match collation="i;octet">${xmlText(uid)}` +
  '</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>';
