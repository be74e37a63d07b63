import type { Assignment, Location } from '@bookonce/contracts/values/meeting-type';
import { html, type Html } from './html.js';

/** What the pages of a link say about its meeting. */
export interface MeetingView {
  readonly meetingName: string;
  readonly durationMinutes: number;
  readonly description: string | undefined;
  readonly location: Location | undefined;
  readonly hostNames: readonly string[];
  /** How these hosts share the meeting. */
  readonly assignment: Assignment;
}

const places: Readonly<Record<Location['type'], string>> = {
  video: 'Video call',
  phone: 'Phone call',
  inPerson: 'In person',
};

export const placeOf = (location: Location): string =>
  location.value === undefined ? places[location.type] : `${places[location.type]}: ${location.value}`;

/** Of several hosts all come to a collective meeting; of others one does, and nobody knows yet who. */
const withWhom = ({ hostNames, assignment }: MeetingView): string | null => {
  if (hostNames.length === 0) return null;
  const isOneOfThem = hostNames.length > 1 && assignment !== 'collective';
  return ` with ${isOneOfThem ? 'one of ' : ''}${hostNames.join(', ')}`;
};

export const meetingHeader = (view: MeetingView): Html =>
  html`<h1>${view.meetingName}</h1>
    <p class="quiet">
      ${view.durationMinutes}
      minutes${withWhom(view)}${view.location === undefined ? null : ` · ${placeOf(view.location)}`}
    </p>
    ${view.description === undefined ? null : html`<p>${view.description}</p>`}`;
