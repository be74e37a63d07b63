import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { createHmac, hkdfSync } from 'node:crypto';

/** The property of a history that tells its secret key from others. A storage format. */
const PROPERTY = 'secret-key-check';

/** Returns what tells a secret key from others without revealing it: a MAC of a constant, with a key derived for it alone. */
export const keyCheckOf = (secretKey: Uint8Array): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), 'bookonce/key-check', 32)))
    .update('bookonce secret key')
    .digest('base64url');

/** Returns whether this history knows its secret key. An imported history does not, nor does an old one. */
export const knowsSecretKey = async (properties: Pick<HistoryProperties, 'get'>): Promise<boolean> =>
  (await properties.get(PROPERTY)) !== null;

/**
 * Compares a key's check with the one that the history knows, and leaves that as it is. `none`: the history knows no key.
 */
export const compareKeyCheck = async (
  properties: Pick<HistoryProperties, 'get'>,
  check: string,
): Promise<'same' | 'other' | 'none'> => {
  const known = await properties.get(PROPERTY);
  if (known === null) return 'none';
  return known === check ? 'same' : 'other';
};

/**
 * Returns whether the history was written with this secret key, so that it can open what is sealed in it. A history that
 * knows no key adopts this one.
 */
export const matchesSecretKey = async (
  properties: Pick<HistoryProperties, 'setOnce'>,
  secretKey: Uint8Array,
): Promise<boolean> => {
  const check = keyCheckOf(secretKey);
  return (await properties.setOnce(PROPERTY, check)) === check;
};

/** Makes this the history's secret key from now on. Secrets that were sealed with another key stay closed. */
export const acceptSecretKey = (properties: Pick<HistoryProperties, 'replace'>, secretKey: Uint8Array): Promise<void> =>
  properties.replace(PROPERTY, keyCheckOf(secretKey));

/** Lets the history adopt the key of its next start: an import brings events of another installation. */
export const forgetSecretKey = (properties: Pick<HistoryProperties, 'remove'>): Promise<void> =>
  properties.remove(PROPERTY);

/** The consequences of going on with another key, for the operator. */
export const LOST_WITH_THE_KEY =
  'Links and API keys still work, but links cannot be shown or copied again, mails that wait stay unsent, and later ' +
  'mails about earlier bookings hold manage links that do not work.';
