import type { MeetingTypeRefusal } from '@bookonce/contracts/commands/availability';
import type { FieldError, InvalidRefusal } from '@bookonce/contracts/replies';
import type { MeetingTypeEvent } from '@bookonce/contracts/events/meeting-type';
import {
  LONGEST_NAME,
  meetingTypeDefaults,
  type MeetingTypeChanges,
  type MeetingTypeSettings,
  type NewMeetingType,
} from '@bookonce/contracts/values/meeting-type';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Decider } from '@bookonce/kernel/decider';
import { withoutUndefined } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { severalForSingle } from './hosts-of-type.js';
import { tooManyStarts } from './starts-per-day.js';

export type MeetingTypeCommand =
  | { readonly type: 'create'; readonly meetingTypeId: string; readonly settings: NewMeetingType }
  | { readonly type: 'change'; readonly changes: MeetingTypeChanges }
  | { readonly type: 'archive' }
  | { readonly type: 'restore' };

/** Null until it is created. */
export type MeetingTypeState = {
  readonly meetingTypeId: string;
  readonly settings: MeetingTypeSettings;
  /** Takes no new links; existing ones go on. */
  readonly isArchived: boolean;
} | null;

export type MeetingTypeDeciderRefusal = MeetingTypeRefusal | InvalidRefusal;

type Decision = Result<readonly MeetingTypeEvent[], MeetingTypeDeciderRefusal>;

const nothing: Decision = ok([]);

const evolve = (state: MeetingTypeState, event: MeetingTypeEvent): MeetingTypeState => {
  switch (event.type) {
    case 'MeetingTypeCreated':
    case 'MeetingTypeChanged':
      return { ...event.data, isArchived: state?.isArchived ?? false };
    case 'MeetingTypeArchived':
    case 'MeetingTypeRestored':
      return state === null ? null : { ...state, isArchived: event.type === 'MeetingTypeArchived' };
    default:
      return state;
  }
};

const decide = (command: MeetingTypeCommand, state: MeetingTypeState): Decision => {
  switch (command.type) {
    case 'create': {
      const { meetingTypeId } = command;
      // The id derives from the caller's command, so a meeting type that exists is the same command repeated.
      if (state !== null) return nothing;
      const settings = withDefaults(command.settings);
      const errors = errorsIn(settings, null);
      if (errors.length > 0) return fail({ kind: 'invalid', errors });
      return ok([{ type: 'MeetingTypeCreated', data: { meetingTypeId, settings } }]);
    }
    case 'change': {
      if (state === null) return fail({ kind: 'meetingTypeUnknown' });
      const { meetingTypeId } = state;
      const settings = changedSettings(state.settings, command.changes);
      if (canonicalJson(state.settings) === canonicalJson(settings)) return nothing;
      const errors = errorsIn(settings, state.settings);
      if (errors.length > 0) return fail({ kind: 'invalid', errors });
      return ok([{ type: 'MeetingTypeChanged', data: { meetingTypeId, settings } }]);
    }
    case 'archive': {
      if (state === null) return fail({ kind: 'meetingTypeUnknown' });
      const { meetingTypeId, isArchived } = state;
      return isArchived ? nothing : ok([{ type: 'MeetingTypeArchived', data: { meetingTypeId } }]);
    }
    case 'restore': {
      if (state === null) return fail({ kind: 'meetingTypeUnknown' });
      const { meetingTypeId, isArchived } = state;
      return isArchived ? ok([{ type: 'MeetingTypeRestored', data: { meetingTypeId } }]) : nothing;
    }
    default:
      return unreachable(command);
  }
};

const errorsIn = (after: MeetingTypeSettings, before: MeetingTypeSettings | null): readonly FieldError[] => [
  ...severalForSingle(after, before),
  ...tooManyStarts(after, before),
];

/** By default, slots start every `durationMinutes`. */
const withDefaults = (settings: NewMeetingType): MeetingTypeSettings => {
  const { bookingWindow, questions, reminders, unusedReminderDays, ...defaults } = meetingTypeDefaults;
  return {
    ...defaults,
    bookingWindow: { ...bookingWindow },
    questions: [...questions],
    reminders: [...reminders],
    unusedReminderDays: [...unusedReminderDays],
    slotIntervalMinutes: settings.durationMinutes,
    ...withoutUndefined(settings),
  };
};

const changedSettings = (before: MeetingTypeSettings, changes: MeetingTypeChanges): MeetingTypeSettings => {
  const { durationMinutes, slotIntervalMinutes } = before;
  const followsDuration = slotIntervalMinutes === durationMinutes && changes.durationMinutes !== undefined;
  const after = {
    ...before,
    ...(followsDuration ? { slotIntervalMinutes: changes.durationMinutes } : {}),
    ...withoutUndefined(changes),
  };
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)) as MeetingTypeSettings;
};

/** Names a copy in English; a caller who speaks another language gives a name. Cut to the length that a name may have. */
export const nameOfCopy = (name: string): string =>
  `Copy of ${name}`
    .slice(0, LONGEST_NAME)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

/** A meeting type's settings. Its links are other streams: changing it never touches them. */
export const meetingType: Decider<MeetingTypeCommand, MeetingTypeState, MeetingTypeEvent, MeetingTypeDeciderRefusal> = {
  initial: null,
  evolve,
  decide,
};
