import type { Slot } from '../api/client.js';
import { type SessionValue, sessionValue } from './session-value.js';

/** Where a booking attempt was made, to lead back there if it comes to nothing. The form's input is kept by its link. */
export interface WayBack {
  /** The path and query of the link's page. */
  readonly href: string;
  readonly slot: Slot;
}

/** By the manage token of the attempt. */
export const wayBackFrom = (manageToken: string): SessionValue<WayBack> =>
  sessionValue(`bookonce.way-back.${manageToken}`);

/** The slot with which the link's page is to open next; its page forgets it then. */
export const slotToResume = (token: string): SessionValue<Slot> => sessionValue(`bookonce.resume.${token}`);

/** Opens the link's page with everything as it was sent. */
export const backToLink = ({ href, slot }: WayBack): void => {
  const token = new URL(href, location.origin).pathname.split('/').at(-1) ?? '';
  slotToResume(token).write(slot);
  location.assign(href);
};
