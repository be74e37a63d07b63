/** Closes and opens what must not lie about in clear text: a mail carries the token to manage a booking. */
export interface Sealer {
  seal(name: string, text: string): string;
  /** Throws when it was sealed with another key or under another name. */
  open(name: string, sealed: string): string;
}
