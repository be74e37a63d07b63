import { meetingTypes } from '@bookonce/availability/views/availability-documents';
import type { LinkOverrides } from '@bookonce/contracts/values/link-overrides';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { problem, type Answer } from '../http/answer.js';
import { findOwned, type Viewer } from './owned.js';

const NOT_A_HOST =
  'You are not a host of this meeting type. Ask an owner to add you, or choose a type with you as a host.';
const OTHERS_CONFIRM = 'The type has other hosts, so only an owner may change how its bookings are confirmed.';

interface WantedLink {
  readonly overrides?: Pick<LinkOverrides, 'confirmation'> | undefined;
}

/**
 * Returns the refusal of links that would let a plain host book into calendars of others: of a type that does not name the
 * caller, or past the confirmation that a type with other hosts asks for. Null if the links may be made and booked with, or
 * there is no such type, which the command refuses.
 */
export const refusalOfLinks = async (
  readModels: ReadModels,
  meetingTypeId: string,
  wanted: readonly WantedLink[],
  { workspaceId, onlyFor }: Viewer,
): Promise<Answer | null> => {
  if (onlyFor === null) return null;
  const type = await findOwned(readModels, meetingTypes, meetingTypeId, workspaceId);
  if (type === null) return null;
  if (!type.hostIds.includes(onlyFor)) return problem('owners-only', NOT_A_HOST);
  if (isAlone(type.hostIds, onlyFor)) return null;
  const isChanged = wanted.some(
    ({ overrides: { confirmation = type.confirmation } = {} }) => confirmation !== type.confirmation,
  );
  return isChanged ? problem('owners-only', OTHERS_CONFIRM) : null;
};

/** Whether no other host's calendar is involved. */
export const isAlone = (hostIds: readonly string[], hostId: string): boolean => hostIds.every((id) => id === hostId);
