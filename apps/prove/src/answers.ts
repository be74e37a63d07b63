/** The fields of the installation's answers that the proof uses. */
export interface LinkAnswer {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly bookingId?: string;
}

export interface BookingAnswer {
  readonly id: string;
  readonly status: string;
  readonly manageUrl: string;
  /** Why it was rejected, such as `linkConsumed`. */
  readonly reason?: string;
  readonly freshLinkId?: string;
}

export interface ListAnswer<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The token at the end of a link's or a booking's URL. */
export const tokenIn = (url: string): string => url.split('/').at(-1) ?? '';

/** The token of the first link in a mail that confirms a booking. */
export const optInTokenIn = (text: string): string | null => /\/o\/([0-9A-Za-z]+)/.exec(text)?.[1] ?? null;
