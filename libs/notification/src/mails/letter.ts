import type { Block, Button, Fact, Letter } from '@bookonce/kernel/ports/letter';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { textOf } from './letter-text.js';

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

/** The workspace that sends a mail, with the colour of its buttons. */
export interface Sender {
  readonly name: string;
  readonly color?: string;
}

/** Returns the mail with the name and the colour of the workspace that sends it. */
export const signedBy = ({ name: workspace, color }: Sender, mail: Mail): Mail =>
  mail.letter === undefined
    ? mail
    : { ...mail, ...written({ ...mail.letter, workspace, ...(color === undefined ? {} : { color }) }) };

/** Returns a letter as parts of a mail. The HTML is written from the letter when the mail is composed. */
export const written = (letter: Letter): Pick<Mail, 'subject' | 'text' | 'letter'> => ({
  subject: letter.subject,
  text: textOf(letter),
  letter,
});
