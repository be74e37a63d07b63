import type { CalendarFailure, DiscoveredAccount } from '@bookonce/kernel/ports/calendar-servers';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { failureOfStatus, notACalendar } from '../failures.js';
import { COLLECTION_PROPERTIES, collectionOf, isCalendar, mayHoldEvents } from './collections.js';
import type { DavConnection } from './dav-connection.js';
import { isSuccess, type ResourceAnswer } from './multistatus.js';
import { names } from './names.js';
import { propfind } from './queries.js';
import { textsOf, type XmlName } from './xml.js';

const ACCOUNT_PROPERTIES = [names.principal, names.calendarHomes, names.userAddresses] as const;

/** The resource at an address, with the address after redirects. */
interface Found extends ResourceAnswer {
  readonly url: string;
}

/**
 * Finds calendars from any address: that of a collection, of an account, or of a server, which says under
 * `.well-known/caldav` where its accounts are (RFC 6764).
 */
export const discoverAccount = async (
  connection: DavConnection,
): Promise<Result<DiscoveredAccount, CalendarFailure>> => {
  const given = await lookAt(connection, connection.access.url, [...COLLECTION_PROPERTIES, ...ACCOUNT_PROPERTIES]);
  if (given.ok && isCalendar(given.value)) {
    const owner = await ownerOf(connection, given.value);
    const collections = mayHoldEvents(given.value) ? [collectionOf(given.value)] : [];
    return ok({ collections, addresses: addressesOf(connection, owner.ok ? owner.value : null) });
  }
  if (!given.ok && isFinal(given.error)) return given;
  const owner = given.ok ? await ownerOf(connection, given.value) : given;
  if (owner.ok) return accountOf(connection, owner.value);
  if (isFinal(owner.error)) return owner;
  const wellKnown = new URL('/.well-known/caldav', connection.access.url.replace(/^webcals?:/i, 'https:')).href;
  const root = await lookAt(connection, wellKnown, ACCOUNT_PROPERTIES);
  const found = root.ok ? await ownerOf(connection, root.value) : root;
  if (found.ok) return accountOf(connection, found.value);
  // Of the two addresses, the customer knows the one that they gave.
  return isFinal(found.error) ? found : owner;
};

/** Whether another address of the server would lead to the same. Servers refuse by 403 what is not theirs to answer. */
const isFinal = ({ status, kind }: CalendarFailure): boolean =>
  kind !== 'notACalendar' && (status === undefined || status === 401 || status === 429);

const lookAt = async (
  connection: DavConnection,
  url: string,
  properties: readonly XmlName[],
): Promise<Result<Found, CalendarFailure>> => {
  const answer = await connection.query({ method: 'PROPFIND', url, depth: 0, body: propfind(properties) });
  if (!answer.ok) return answer;
  const [found] = answer.value.answers;
  if (found === undefined) return fail(notACalendar('the address does not answer as a CalDAV server does'));
  if (!isSuccess(found.status)) return fail(failureOfStatus({ status: found.status, headers: {} }));
  return ok({ ...found, url: answer.value.url });
};

/** The account's principal, as which the server knows the user: the resource itself, or the one that it names. */
const ownerOf = async (connection: DavConnection, found: Found): Promise<Result<Found, CalendarFailure>> => {
  if (homesOf(found).length > 0) return ok(found);
  const [principal] = hrefsIn(found, names.principal);
  if (principal === undefined) return fail(notACalendar('the server does not say where the calendars are'));
  const owner = await lookAt(connection, principal, ACCOUNT_PROPERTIES);
  if (!owner.ok || homesOf(owner.value).length > 0) return owner;
  return fail(notACalendar('the server has no calendars for this user'));
};

const accountOf = async (
  connection: DavConnection,
  owner: Found,
): Promise<Result<DiscoveredAccount, CalendarFailure>> => {
  const calendars = new Map<string, ResourceAnswer>();
  for (const url of homesOf(owner)) {
    const answer = await connection.query({
      method: 'PROPFIND',
      url,
      depth: 1,
      body: propfind(COLLECTION_PROPERTIES),
    });
    if (!answer.ok) return answer;
    for (const one of answer.value.answers) {
      if (isSuccess(one.status) && isCalendar(one) && mayHoldEvents(one)) calendars.set(one.href, one);
    }
  }
  return ok({
    collections: [...calendars.values()].map(collectionOf),
    addresses: addressesOf(connection, owner),
  });
};

const homesOf = (found: Found): readonly string[] => hrefsIn(found, names.calendarHomes);

const hrefsIn = ({ properties, url }: Found, name: XmlName): readonly string[] =>
  textsOf(properties.get(name), names.href).flatMap((text) => URL.parse(text, url)?.href ?? []);

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** Many servers take the address as the user name and name no other. */
const addressesOf = ({ access }: DavConnection, owner: Found | null): readonly string[] => {
  const named = textsOf(owner?.properties.get(names.userAddresses), names.href).flatMap((href) => {
    const address = /^mailto:(.+)$/i.exec(href)?.[1];
    return address === undefined ? [] : [address];
  });
  const addresses = [...named, access.username].filter((one) => ADDRESS.test(one));
  return [...new Set(addresses.map((one) => one.toLowerCase()))];
};
