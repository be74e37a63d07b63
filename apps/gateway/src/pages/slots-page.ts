import type { Answer } from '../http/answer.js';
import type { Slot } from '../handlers/slot-finder.js';
import { html, type Html } from './html.js';
import { page } from './layout.js';
import { meetingHeader, type MeetingView } from './meeting-header.js';
import type { WallClock } from './wall-clock.js';

export interface SlotsView extends MeetingView {
  /** Path of the link's page. */
  readonly path: string;
  /** In order; those of the days that are shown and perhaps more. */
  readonly slots: readonly Slot[];
  readonly clock: WallClock;
  /** Where the visitor stands, if they have turned pages. */
  readonly from: string | null;
  /** Why they are here again. */
  readonly message: string | null;
  readonly status: number;
}

const DAYS_SHOWN = 5;

export const slotsPage = (view: SlotsView): Answer => {
  const { slots, clock, path, message } = view;
  const days = [...Map.groupBy(slots, (slot) => clock.dayKey(slot.start)).values()];
  const later = days[DAYS_SHOWN]?.[0];
  const body = html`${meetingHeader(view)}
    ${message === null ? null : html`<p class="wrong" role="alert">${message}</p>`}
    <h2>Choose a time</h2>
    ${timeZoneChoice(view)} ${days.length === 0 ? html`<p>There is no free time in this period.</p>` : null}
    ${days.slice(0, DAYS_SHOWN).map((day) => dayOfSlots(day, path, clock))}
    <p class="pages">
      ${view.from === null ? null : html`<a href="${addressOf(view)}">First days</a>`}
      ${later === undefined ? null : html`<a href="${addressOf(view, later.start)}">Later days</a>`}
    </p>`;
  return page(view.status, { title: `Choose a time: ${view.meetingName}`, body, scripts: true });
};

const addressOf = ({ path, clock }: SlotsView, from?: string): string =>
  `${path}?${new URLSearchParams({ tz: clock.timeZone, ...(from === undefined ? {} : { from }) }).toString()}`;

const dayOfSlots = (slots: readonly Slot[], path: string, clock: WallClock): Html => {
  const [first] = slots;
  if (first === undefined) return html``;
  return html`<h2>${clock.day(first.start)}</h2>
    <form method="get" action="${path}">
      <input type="hidden" name="tz" value="${clock.timeZone}" />
      <ul class="slots">
        ${slots.map(({ start }) => html`<li>${slotButton(start, clock)}</li>`)}
      </ul>
    </form> `;
};

const slotButton = (start: string, clock: WallClock): Html => {
  const time = clock.time(start);
  return html`<button name="slot" value="${start}" aria-label="${clock.day(start)}, ${time}">${time}</button>`;
};

const timeZoneChoice = ({ clock, path }: SlotsView): Html =>
  html`<p class="quiet">Times are shown for ${clock.timeZone}.</p>
    <details>
      <summary>Change the time zone</summary>
      <form method="get" action="${path}">
        <label for="tz">Time zone</label>
        <select id="tz" name="tz">
          ${zonesWith(clock.timeZone).map((zone) => html`<option${zone === clock.timeZone ? html` selected` : null}>${zone}</option>`)}
        </select>
        <button>Show times</button>
      </form>
    </details>`;

let zoneNames: readonly string[] | null = null;

/** All zones, the chosen one among them: zones have several names, and the visitor's may be another than ours. */
const zonesWith = (chosen: string): readonly string[] => {
  zoneNames ??= ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return zoneNames.includes(chosen) ? zoneNames : [chosen, ...zoneNames];
};
