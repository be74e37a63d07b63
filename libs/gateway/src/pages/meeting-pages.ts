import { hosts, meetingTypes } from '@bookonce/availability/views/availability-documents';
import { hostsNamedBy, hostsOfLink, type Location } from '@bookonce/contracts/values/meeting-type';
import { placeBeforeBooking } from '@bookonce/contracts/values/meeting-place';
import { instantOf } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { GatewayOptions } from '../gateway-options.js';
import { partsOf, publicBookingForm } from '../handlers/booking-form.js';
import type { TokenLookups } from '../handlers/by-token.js';
import { publicLinkForm } from '../handlers/link-form.js';
import type { Answer } from '../http/answer.js';
import { type Brand, brandMark, brandOf } from './brand.js';
import { descriptionIn } from './description.js';
import { endPage, usedPage } from './end-page.js';
import { html, type Html } from './html.js';
import { type Language, messagesIn } from './language.js';
import { appRoot, page } from './layout.js';
import { previewTags } from './link-preview.js';
import type { PageMessages } from './messages/en.js';
import { faultPage, noBookingPage, refusedPage } from './plain-pages.js';
import type { Entry } from './web-files.js';

/** The head of an attendee's page, rendered without scripts. */
export interface MeetingShell {
  readonly language: Language;
  readonly eyebrow: string;
  readonly title: string;
  /** The `<title>`. Programs without Open Graph preview it, so only a link's names the hosts and the meeting type. */
  readonly tabTitle: string;
  /** Null if it is unknown. */
  readonly durationMinutes: number | null;
  readonly location: Location | undefined;
  readonly description: string | undefined;
  /** Whether the page picks a time or shows a booking; determines the space reserved for it. */
  readonly content: 'times' | 'booking';
  readonly entry: Entry;
  readonly data: object;
  readonly brand: Brand | null;
  readonly preview: Html;
}

/** The place without anything that lets people in: attendees of a booking that stands find that further down. */
const placeIn = (location: Location, messages: PageMessages): string => {
  const { type, value } = placeBeforeBooking(location);
  return value === undefined ? messages.places[type] : `${messages.places[type]}: ${value}`;
};

/** Renders a page about a meeting. The script adds the rest below the head without shifting it. */
export const meetingShell = (shell: MeetingShell): Answer => {
  const {
    language,
    eyebrow,
    title,
    tabTitle,
    durationMinutes,
    location,
    description,
    content,
    entry,
    data,
    brand,
    preview,
  } = shell;
  const messages = messagesIn(language);
  const facts = [
    ...(durationMinutes === null ? [] : [messages.minutes(durationMinutes)]),
    ...(location === undefined ? [] : [placeIn(location, messages)]),
  ];
  const body = html`<main class="sheet ${content === 'times' ? '' : 'short'}">
    <div class="card wide">
      <header class="who">
        ${brand === null ? null : brandMark(brand)}
        <p class="eyebrow">${eyebrow}</p>
        <h1>${title}</h1>
        <ul>
          ${facts.map((fact) => html`<li>${fact}</li>`)}
        </ul>
        ${description === undefined ? null : descriptionIn(description, messages)}
      </header>
      <div>
        <noscript><p class="notice">${messages.needsScripts}</p></noscript>
        ${appRoot(language)}
      </div>
    </div>
  </main>`;
  return page(200, { language, title: tabTitle, body, entry, data, brand, preview });
};

export interface PageCaller {
  readonly language: Language;
  readonly client: string | null;
}

export interface PageReaders {
  readonly readModels: ReadModels;
  readonly lookups: TokenLookups;
  readonly clock: Pick<Clock, 'now'>;
  readonly options: GatewayOptions;
}

/** The page behind a link. Opening it changes nothing (I10), not even by a mail scanner that runs its scripts. */
export const linkPage = async (
  { readModels, lookups, clock, options }: PageReaders,
  token: string,
  { language, client }: PageCaller,
): Promise<Answer> => {
  const opened = await lookups.link(token, client);
  if (!opened.ok) return refusedPage(opened.error, language, () => endPage('unknown', language));
  const link = opened.value;
  const now = instantOf(clock.now());
  const brand = await brandOf(readModels, link.workspaceId);
  if (link.status === 'consumed') return usedPage(token, now, language, brand);
  if (link.status !== 'active') return endPage(link.status, language, brand);
  const type = await readModels.get(meetingTypes, link.meetingTypeId);
  if (type === null) return faultPage(language);
  const found = await Promise.all(hostsNamedBy(link, type).map((id) => readModels.get(hosts, id)));
  const form = publicLinkForm(
    link,
    type,
    found.filter((host) => host !== null),
  );
  const { name, durationMinutes, location, description } = form.meetingType;
  const eyebrow = invitation(
    form.hosts.map((host) => host.name),
    hostsOfLink(link, type).assignment === 'collective',
    language,
  );
  return meetingShell({
    language,
    brand,
    // The hosts and the meeting type, as the person who shares the link sees them, and nothing of the recipient.
    preview: previewTags({ title: name, description: eyebrow }, options.baseUrl),
    eyebrow,
    title: name,
    tabTitle: `${name} · ${eyebrow}`,
    durationMinutes,
    location,
    description,
    content: 'times',
    entry: 'attendee',
    data: { kind: 'link', token, link: form, now },
  });
};

/** All hosts take a collective meeting; otherwise one of them does, not yet decided. */
const invitation = (names: readonly string[], isTogether: boolean, language: Language): string => {
  const messages = messagesIn(language);
  const listed = new Intl.ListFormat(language).format(names);
  if (names.length < 2) return messages.invites(listed);
  return isTogether
    ? messages.inviteTogether(listed)
    : messages.invites(new Intl.ListFormat(language, { type: 'disjunction' }).format(names));
};

/** The page behind a booking's manage link. Opening it changes nothing (I10). */
export const managePage = async (
  { readModels, lookups, clock, options }: PageReaders,
  manageToken: string,
  { language, client }: PageCaller,
): Promise<Answer> => {
  const found = await lookups.managed(manageToken, client);
  if (!found.ok) return refusedPage(found.error, language, () => noBookingPage(language));
  const parts = await partsOf(readModels, found.value);
  const booking = publicBookingForm(parts, options);
  const messages = messagesIn(language);
  return meetingShell({
    language,
    brand: await brandOf(readModels, found.value.workspaceId),
    preview: previewTags({ title: messages.yourBooking }, options.baseUrl),
    eyebrow: withNames(messages.yourBooking, booking.hosts, language),
    title: booking.meetingType?.name ?? messages.meeting,
    tabTitle: messages.yourBooking,
    durationMinutes: booking.meetingType?.durationMinutes ?? null,
    location: booking.meetingType?.location,
    description: undefined,
    content: 'booking',
    entry: 'attendee',
    data: { kind: 'booking', manageToken, booking, now: instantOf(clock.now()) },
  });
};

/** These words with the hosts' names, if there are any. */
export const withNames = (words: string, hosts: readonly { readonly name: string }[], language: Language): string => {
  const names = new Intl.ListFormat(language).format(hosts.map(({ name }) => name));
  return names === '' ? words : `${words} ${messagesIn(language).with(names)}`;
};
