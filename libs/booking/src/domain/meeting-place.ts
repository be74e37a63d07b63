import type { Location } from '@bookonce/contracts/values/meeting-type';

/** Stands for a name that nobody can guess: each booking has a room of its own. */
const ROOM = '{random}';

export const hasRoom = (location: Location | null | undefined): boolean => location?.value?.includes(ROOM) ?? false;

/** The place of one meeting: with the name of its room, if it has one. */
export const placeOf = (location: Location, roomName: string): Location =>
  location.value === undefined ? location : { ...location, value: location.value.replaceAll(ROOM, () => roomName) };
