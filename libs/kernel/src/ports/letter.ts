/** One thing to know about a meeting, such as when it is. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A link that a reader follows by choice. The address carries a token, so it goes into the mail and nowhere else. */
export interface Button {
  readonly label: string;
  readonly url: string;
}

/** A part of a mail's body. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** A person's own words, which may have several lines. */
  | { readonly kind: 'quote'; readonly label?: string; readonly words: string }
  /** The first one stands out. */
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** Good to know, but not the point of the mail. */
  | { readonly kind: 'hint'; readonly text: string };

/** The content of a mail, which is written as text and as HTML. Written as HTML, it takes many times the space. */
export interface Letter {
  /** `en` or `de`: the language of all texts. */
  readonly language: string;
  readonly subject: string;
  readonly heading: string;
  /** The name of the workspace that sends it. */
  readonly workspace?: string;
  /** The colour of buttons and links, as `#rrggbb`; the product's own if absent. */
  readonly color?: string;
  readonly greeting?: string;
  readonly blocks: readonly Block[];
}
