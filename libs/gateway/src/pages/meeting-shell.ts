import type { Location } from '@bookonce/contracts/values/meeting-type';
import type { Answer } from '../http/answer.js';
import { html } from './html.js';
import { messagesIn, type Language } from './language.js';
import { page } from './layout.js';
import type { PageMessages } from './messages/en.js';

/** The head of an attendee's page, rendered without scripts. */
export interface MeetingShell {
  readonly language: Language;
  readonly eyebrow: string;
  readonly title: string;
  /** Null if it is unknown. */
  readonly durationMinutes: number | null;
  readonly location: Location | undefined;
  readonly description: string | undefined;
  /** Whether the page picks a time or shows a booking; determines the space reserved for it. */
  readonly content: 'times' | 'booking';
  readonly data: object;
}

const placeOf = (location: Location, messages: PageMessages): string =>
  location.value === undefined
    ? messages.places[location.type]
    : `${messages.places[location.type]}: ${location.value}`;

/** Renders a page about a meeting. The script adds the rest below the head without shifting it. */
export const meetingShell = (shell: MeetingShell): Answer => {
  const { language, eyebrow, title, durationMinutes, location, description, content, data } = shell;
  const messages = messagesIn(language);
  const facts = [
    ...(durationMinutes === null ? [] : [messages.minutes(durationMinutes)]),
    ...(location === undefined ? [] : [placeOf(location, messages)]),
  ];
  const body = html`<main class="sheet ${content === 'times' ? '' : 'short'}">
    <div class="card wide">
      <header class="who">
        <p class="eyebrow">${eyebrow}</p>
        <h1>${title}</h1>
        <ul>
          ${facts.map((fact) => html`<li>${fact}</li>`)}
        </ul>
        ${description === undefined ? null : html`<p class="description">${description}</p>`}
      </header>
      <div>
        <noscript><p class="notice">${messages.needsScripts}</p></noscript>
        <div id="app" class="app"></div>
      </div>
    </div>
  </main>`;
  return page(200, { language, title: `${title} · ${eyebrow}`, body, entry: 'attendee', data });
};
