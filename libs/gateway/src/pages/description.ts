import { linkedText } from '@bookonce/kernel/linked-text';
import { html, type Html } from './html.js';
import type { PageMessages } from './messages/en.js';

const SHOWN_LINES = 5;
/** Of a narrow column. */
const LINE_LENGTH = 28;

const linesOf = (text: string): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_LENGTH)), 0);

/**
 * Renders a host's description: addresses are links, and a text that may be longer than five lines opens with its first
 * ones. A checkbox opens the rest without scripts. The page's script hides it if everything is shown anyway.
 */
export const descriptionIn = (text: string, messages: PageMessages): Html => {
  const words = linkedText(text).map((part) =>
    part.href === null
      ? part.text
      : html`<a href="${part.href}" target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`,
  );
  if (linesOf(text) <= SHOWN_LINES) return html`<p class="description">${words}</p>`;
  return html`<div class="long-description">
    <p class="description" id="description">${words}</p>
    <input type="checkbox" id="whole-description" class="visually-hidden" aria-controls="description" />
    <label for="whole-description" class="link-button">
      <span class="show">${messages.showMore}</span><span class="hide">${messages.showLess}</span>
    </label>
  </div>`;
};
