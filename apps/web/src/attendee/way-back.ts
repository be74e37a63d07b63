import type { Slot } from '../api/client.js';
import type { Details } from './details.js';
import type { PickerView } from '../slots/picker-view.js';
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

/** The form as typed, by the token of its link. */
export const draftOf = (token: string): SessionValue<Details> => sessionValue(`bookonce.draft.${token}`);

/** The month and day that were looked at, by the token of the link. */
export const pickerViewOf = (token: string): SessionValue<PickerView> => sessionValue(`bookonce.view.${token}`);

const linkTokenOf = ({ href }: WayBack): string => new URL(href, location.origin).pathname.split('/').at(-1) ?? '';

/** Opens the link's page with everything as it was sent. */
export const backToLink = (wayBack: WayBack): void => {
  slotToResume(linkTokenOf(wayBack)).write(wayBack.slot);
  location.assign(wayBack.href);
};

/** Forgets the way back and the form, once the link is used. */
export const forgetWayBack = (manageToken: string): void => {
  const stored = wayBackFrom(manageToken);
  const wayBack = stored.read();
  if (wayBack === null) return;
  draftOf(linkTokenOf(wayBack)).forget();
  stored.forget();
};
