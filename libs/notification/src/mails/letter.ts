import type { Language } from '@bookonce/contracts/values/language';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { htmlOf } from './letter-html.js';
import { textOf } from './letter-text.js';

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

/** The content of a mail, which is written as text and as HTML. */
export interface Letter {
  readonly language: Language;
  readonly subject: string;
  readonly heading: string;
  readonly greeting?: string;
  readonly blocks: readonly Block[];
}

/** The words that a letter begins with. */
export interface Opening {
  readonly subject: string;
  readonly heading: string;
  readonly lead: string;
}

export const textBlock = (text: string): Block => ({ kind: 'text', text });
export const hint = (text: string): Block => ({ kind: 'hint', text });
export const facts = (...lines: readonly Fact[]): Block => ({ kind: 'facts', facts: lines });
export const buttons = (...several: readonly Button[]): Block => ({ kind: 'buttons', buttons: several });

/** A block with these words; none if nothing was said. */
export const quote = (words: string | undefined, label?: string): readonly Block[] =>
  words === undefined || words.trim() === ''
    ? []
    : [{ kind: 'quote', words, ...(label === undefined ? {} : { label }) }];

export const written = (letter: Letter): Pick<Mail, 'subject' | 'text' | 'html'> => ({
  subject: letter.subject,
  text: textOf(letter),
  html: htmlOf(letter),
});
