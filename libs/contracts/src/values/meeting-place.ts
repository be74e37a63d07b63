import { hasAddress } from '@bookonce/kernel/linked-text';
import type { Location } from './meeting-type.js';

/** Stands for a name that nobody can guess: each booking has a room of its own. */
const ROOM = '{random}';

export const hasRoom = (location: Location | null | undefined): boolean => location?.value?.includes(ROOM) ?? false;

/** The place of one meeting: with the name of its room, if it has one. */
export const placeOf = (location: Location, roomName: string): Location =>
  location.value === undefined ? location : { ...location, value: location.value.replaceAll(ROOM, () => roomName) };

/** The place before there is a room: without an address that is not complete. */
export const placeWithoutRoom = (location: Location): Location =>
  hasRoom(location) ? { type: location.type } : location;

const SECRET = /\b(?:pass(?:word|code|wort)?|pin|code|key|kenn(?:wort|code)|zugangscode|türcode|meeting[ -]?id)\b/iu;

/**
 * The place as people may see it who have not booked yet: nothing that lets them into the meeting. That is everything about
 * a video call, and of other places a text with an address on the web or a password.
 */
export const placeBeforeBooking = ({ type, value }: Location): Location =>
  value === undefined || type === 'video' || value.includes(ROOM) || hasAddress(value) || SECRET.test(value)
    ? { type }
    : { type, value };

/** Null: it is not said. Undefined: the meeting type says it. */
export const isSamePlace = (a: Location | null | undefined, b: Location | null | undefined): boolean =>
  a?.type === b?.type && a?.value === b?.value && (a === undefined) === (b === undefined);
