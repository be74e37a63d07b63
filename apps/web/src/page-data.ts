import type { ApprovalRequest, OptIn, PublicBooking, PublicLink } from './api/client.js';

/** Data that the server embeds in the page, so that it renders without a request. */
export type PageData = {
  /** The service's time, which decides whether a slot is past. */
  readonly now: string;
} & (
  | { readonly kind: 'link'; readonly token: string; readonly link: PublicLink }
  /** The link was used; the attendee can ask for the manage link again. */
  | { readonly kind: 'used'; readonly token: string }
  | { readonly kind: 'booking'; readonly manageToken: string; readonly booking: PublicBooking }
);

/** The data of a page that a mail leads to. */
export type MailedPageData =
  /** The booking that the reader of an opt-in mail confirms. */
  | { readonly kind: 'optIn'; readonly optInToken: string; readonly optIn: OptIn }
  /** A booking that its host decides on from a mail. `decision`: the button that was pressed there. */
  | {
      readonly kind: 'approval';
      readonly approvalToken: string;
      readonly booking: ApprovalRequest;
      readonly decision: 'approve' | 'decline' | null;
    };

/** The data of the console, which loads everything else from the API. */
export interface ConsolePageData {
  /** The service's time: the console shows meetings and links as upcoming, past or expired by it. */
  readonly now: string;
}

const ELEMENT_ID = 'page-data';

/** Returns the data of the page, whose kind its server knows. */
export const readPageData = <Data extends PageData | MailedPageData | ConsolePageData>(): Data | null => {
  const text = document.getElementById(ELEMENT_ID)?.textContent;
  return text === null || text === undefined ? null : (JSON.parse(text) as Data);
};

/**
 * True if the browser moved to another address while the script was loading: "forward" leads from a used link to its
 * booking without a request.
 */
export const isElsewhere = (data: PageData, pathname: string): boolean =>
  !pathname.endsWith(data.kind === 'booking' ? `/m/${data.manageToken}` : `/1t/${data.token}`);
