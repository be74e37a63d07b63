import type { PublicBooking, PublicLink } from './api/client.js';

/** What the server put into the page, so that nothing has to be fetched before it can be shown. */
export type PageData = {
  /** The time of the service, which is the one that decides what is past. */
  readonly now: string;
} & (
  | { readonly kind: 'link'; readonly token: string; readonly link: PublicLink }
  /** The link was used; whoever used it finds the way to the booking. */
  | { readonly kind: 'used'; readonly token: string }
  | { readonly kind: 'booking'; readonly manageToken: string; readonly booking: PublicBooking }
);

const ELEMENT_ID = 'page-data';

export const readPageData = (): PageData | null => {
  const text = document.getElementById(ELEMENT_ID)?.textContent;
  return text === null || text === undefined ? null : (JSON.parse(text) as PageData);
};

/**
 * Whether the browser has moved on to another address while the script was on its way: "forward" leads from a used link to the
 * booking without asking the server.
 */
export const isElsewhere = (data: PageData, pathname: string): boolean =>
  !pathname.endsWith(data.kind === 'booking' ? `/m/${data.manageToken}` : `/1t/${data.token}`);
