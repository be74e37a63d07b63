import { createHash } from 'node:crypto';

/**
 * The name of the object that holds the events of a UID, if this product created it. It derives from the UID, so that a
 * repeated creation finds the first one; it needs no escaping, so that no server spells it otherwise.
 */
export const objectName = (uid: string): string => {
  const isPlain = /^[a-z0-9][a-z0-9._-]{0,99}$/i.test(uid);
  return `${isPlain ? uid : createHash('sha256').update(uid, 'utf8').digest('hex').slice(0, 40)}.ics`;
};

/** The address of that object. */
export const objectHref = (collection: string, uid: string): string =>
  new URL(objectName(uid), collection.endsWith('/') ? collection : `${collection}/`).href;

/** Whether the text has an event with this UID. */
export const hasUid = (text: string, uid: string): boolean =>
  unfolded(text)
    .split(/\r?\n/)
    .some((line) => /^UID[;:]/i.test(line) && line.slice(line.indexOf(':') + 1).trim() === uid);

const unfolded = (text: string): string => text.replace(/\r?\n[ \t]/g, '');
