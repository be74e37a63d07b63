import type { MeetingType, NewLink } from '../api/shapes.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import {
  toUnusedReminderDays,
  type UnusedReminderDraft,
  unusedReminderProblems,
} from '../meeting-types/reminder-draft.js';
import { type FieldProblem, filled, found, lastDayProblem, whole } from '../ui/field-problems.js';

type Overrides = NonNullable<NewLink['overrides']>;

/** The differences of one link from its meeting type, as typed. Empty, or `type`: as in the meeting type. */
export interface OverridesDraft {
  readonly duration: string;
  readonly place: 'type' | NonNullable<Overrides['location']>['type'];
  readonly placeValue: string;
  readonly confirmation: 'type' | NonNullable<Overrides['confirmation']>;
  /** `picked`: only the times in `slots`. */
  readonly times: 'type' | 'rolling' | 'range' | 'picked';
  readonly windowDays: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  /** The starts of hand-picked times, in order. */
  readonly slots: readonly string[];
}

/** A new link as typed into the form. */
export interface LinkDraft extends OverridesDraft, UnusedReminderDraft {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly days: string;
  /** Empty for the meeting type's own assignment. */
  readonly hostId: string;
  readonly prefill: boolean;
  readonly recipientOnly: boolean;
}

type DraftType = Pick<MeetingType, 'id' | 'linkValidityDays' | 'unusedReminderDays'>;

export const emptyDraft = (type: DraftType): LinkDraft => {
  const [unusedFirst = '', unusedSecond = ''] = type.unusedReminderDays.map(String);
  return {
    name: '',
    email: '',
    note: '',
    days: String(type.linkValidityDays),
    hostId: '',
    prefill: false,
    recipientOnly: false,
    unusedFirst,
    unusedSecond,
    duration: '',
    place: 'type',
    placeValue: '',
    confirmation: 'type',
    times: 'type',
    windowDays: '',
    windowFrom: '',
    windowTo: '',
    slots: [],
  };
};

export type LinkDraftProblems = Readonly<Partial<Record<keyof LinkDraft, FieldProblem>>>;

const DAY_MINUTES = 24 * 60;
export const MAX_PICKED_SLOTS = 100;

/** Validates the draft; returns problems by field. */
export const problemsOf = (draft: LinkDraft): LinkDraftProblems => {
  const email = draft.email.trim();
  return found<keyof LinkDraft>({
    email: emailProblem(email, draft.recipientOnly),
    days: whole(draft.days, 1, 3650),
    duration: draft.duration.trim() === '' ? null : whole(draft.duration, 1, DAY_MINUTES),
    windowDays: draft.times === 'rolling' ? whole(draft.windowDays, 1, 730) : null,
    windowFrom: draft.times === 'range' ? filled(draft.windowFrom) : null,
    windowTo: draft.times === 'range' ? lastDayProblem(draft.windowFrom, draft.windowTo) : null,
    slots: draft.times === 'picked' && draft.slots.length === 0 ? { kind: 'noTimes' } : null,
    ...(email === '' ? {} : unusedReminderProblems(draft)),
  });
};

const emailProblem = (email: string, isNeeded: boolean): FieldProblem | null => {
  if (email === '') return isNeeded ? { kind: 'needsEmail' } : null;
  return looksLikeEmail(email) ? null : { kind: 'emailWrong' };
};

const FIELDS: Readonly<Record<string, keyof LinkDraft>> = {
  expiresInDays: 'days',
  recipient: 'email',
  'recipient.name': 'name',
  'recipient.email': 'email',
  recipientOnly: 'email',
  note: 'note',
  hostId: 'hostId',
  unusedReminderDays: 'unusedFirst',
  'unusedReminderDays.1': 'unusedSecond',
  'overrides.durationMinutes': 'duration',
  'overrides.location': 'place',
  'overrides.location.value': 'placeValue',
  'overrides.confirmation': 'confirmation',
  'overrides.bookingWindow': 'times',
  'overrides.bookingWindow.days': 'windowDays',
  'overrides.bookingWindow.from': 'windowFrom',
  'overrides.bookingWindow.to': 'windowTo',
  'overrides.slots': 'slots',
};

/** Returns the field that a path of the request comes from, such as `overrides.slots.0.start`; null if there is none. */
export const fieldOfLinkPath = (path: string): keyof LinkDraft | null => {
  const parts = path.split('.');
  const known = parts.map((_part, index) => FIELDS[parts.slice(0, parts.length - index).join('.')]);
  return known.find((field) => field !== undefined) ?? null;
};

/** Converts the draft to the API's form, without empty fields. */
export const toNewLink = (type: DraftType, draft: LinkDraft): NewLink => {
  const name = draft.name.trim();
  const email = draft.email.trim();
  const note = draft.note.trim();
  const recipient = { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
  const hasRecipient = Object.keys(recipient).length > 0;
  const overrides = toOverrides(draft);
  return {
    meetingTypeId: type.id,
    expiresInDays: Number(draft.days),
    // Without a recipient there is nothing to fill in.
    prefill: draft.prefill && hasRecipient,
    recipientOnly: draft.recipientOnly,
    ...(hasRecipient ? { recipient } : {}),
    ...(note === '' ? {} : { note }),
    ...(draft.hostId === '' ? {} : { hostId: draft.hostId }),
    ...(overrides === null ? {} : { overrides }),
    ...unusedReminders(type, draft),
  };
};

/** Only if they differ from the type's, and somebody can be reminded. */
const unusedReminders = (type: DraftType, draft: LinkDraft): { readonly unusedReminderDays?: number[] } => {
  const unusedReminderDays = toUnusedReminderDays(draft);
  const isAsTyped = unusedReminderDays.join() === type.unusedReminderDays.join();
  return isAsTyped || draft.email.trim() === '' ? {} : { unusedReminderDays };
};

/** Returns null if nothing differs from the meeting type. */
const toOverrides = (draft: OverridesDraft): Overrides | null => {
  const value = draft.placeValue.trim();
  const overrides: Overrides = {
    ...(draft.duration.trim() === '' ? {} : { durationMinutes: Number(draft.duration) }),
    ...(draft.place === 'type' ? {} : { location: { type: draft.place, ...(value === '' ? {} : { value }) } }),
    ...(draft.confirmation === 'type' ? {} : { confirmation: draft.confirmation }),
    ...timesOf(draft),
  };
  return Object.keys(overrides).length === 0 ? null : overrides;
};

const timesOf = (draft: OverridesDraft): Pick<Overrides, 'bookingWindow' | 'slots'> => {
  switch (draft.times) {
    case 'type':
      return {};
    case 'rolling':
      return { bookingWindow: { type: 'rolling', days: Number(draft.windowDays) } };
    case 'range':
      return { bookingWindow: { type: 'range', from: draft.windowFrom, to: draft.windowTo } };
    case 'picked':
      return { slots: draft.slots.map((start) => ({ start })) };
  }
};
