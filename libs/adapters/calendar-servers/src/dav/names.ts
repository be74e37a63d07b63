import type { XmlName } from './xml.js';

const dav = <Name extends string>(name: Name): `{DAV:}${Name}` => `{DAV:}${name}`;
const calDav = <Name extends string>(name: Name): `{urn:ietf:params:xml:ns:caldav}${Name}` =>
  `{urn:ietf:params:xml:ns:caldav}${name}`;

/** Names of elements, by what they mean. WebDAV is RFC 4918, CalDAV RFC 4791, sync tokens are RFC 6578. */
export const names = {
  multistatus: dav('multistatus'),
  response: dav('response'),
  href: dav('href'),
  propstat: dav('propstat'),
  prop: dav('prop'),
  status: dav('status'),
  syncToken: dav('sync-token'),
  syncCollection: dav('sync-collection'),
  resourceType: dav('resourcetype'),
  displayName: dav('displayname'),
  etag: dav('getetag'),
  principal: dav('current-user-principal'),
  privileges: dav('current-user-privilege-set'),
  reports: dav('supported-report-set'),
  collection: dav('collection'),
  all: dav('all'),
  write: dav('write'),
  writeContent: dav('write-content'),
  bind: dav('bind'),
  calendar: calDav('calendar'),
  calendarData: calDav('calendar-data'),
  calendarHomes: calDav('calendar-home-set'),
  userAddresses: calDav('calendar-user-address-set'),
  components: calDav('supported-calendar-component-set'),
  component: calDav('comp'),
  uidConflict: calDav('no-uid-conflict'),
  /** Of Apple's Calendar Server, and widely used: changes whenever anything in the collection does. */
  collectionTag: '{http://calendarserver.org/ns/}getctag',
  color: '{http://apple.com/ns/ical/}calendar-color',
  /** Of Nextcloud: a collection in the trash bin. */
  deletedCalendar: '{http://nextcloud.com/ns}deleted-calendar',
} as const satisfies Record<string, XmlName>;

/** Writes an empty element of that name. */
export const emptyElement = (name: XmlName): string => {
  const end = name.indexOf('}');
  return `<${name.slice(end + 1)} xmlns="${name.slice(1, end)}"/>`;
};
