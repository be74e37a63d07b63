export interface Mail {
  /** Stays the same between retries (I14): an id that was sent already is not sent again. */
  readonly effectId: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}
