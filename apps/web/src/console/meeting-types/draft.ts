import type { MeetingType, NewMeetingType, Question } from '../api/shapes.js';
import { filled, type FieldProblem, found, lastDayProblem, whole } from '../ui/field-problems.js';
import {
  type ReminderDraft,
  reminderProblems,
  toReminder,
  toReminderDraft,
  toUnusedReminderDays,
  unusedReminderProblems,
} from './reminder-draft.js';

/** A question as typed; the options of a list are lines of text. */
export interface QuestionDraft {
  readonly id: string;
  readonly label: string;
  readonly type: Question['type'];
  readonly required: boolean;
  readonly options: string;
}

/** A meeting type as typed: numbers stay text until they are saved. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly duration: string;
  readonly place: 'none' | NonNullable<MeetingType['location']>['type'];
  readonly placeValue: string;
  readonly hostIds: readonly string[];
  /** How several hosts share the meetings. `single` only as a type of earlier days has it. */
  readonly assignment: MeetingType['assignment'];
  readonly confirmation: MeetingType['confirmation'];
  readonly interval: string;
  readonly bufferBefore: string;
  readonly bufferAfter: string;
  readonly noticeHours: string;
  readonly maxPerDay: string;
  readonly windowType: MeetingType['bookingWindow']['type'];
  readonly windowDays: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly linkValidityDays: string;
  readonly approvalHours: string;
  readonly optInMinutes: string;
  readonly maxGuests: string;
  readonly reminders: readonly ReminderDraft[];
  /** Days after which the recipient of an unused link is reminded; empty for never. */
  readonly unusedFirst: string;
  readonly unusedSecond: string;
  readonly questions: readonly QuestionDraft[];
}

const DEFAULT_DAYS = 60;
const DAY_MINUTES = 24 * 60;
const APPROVAL_HOURS = { min: 1, max: 720, usual: 72 };
const OPT_IN_MINUTES = { min: 5, max: DAY_MINUTES, usual: 30 };

export const emptyDraft = (hostIds: readonly string[]): Draft => ({
  name: '',
  description: '',
  duration: '30',
  place: 'video',
  placeValue: '',
  hostIds,
  assignment: 'roundRobin',
  confirmation: 'instant',
  interval: '',
  bufferBefore: '0',
  bufferAfter: '0',
  noticeHours: '0',
  maxPerDay: '',
  windowType: 'rolling',
  windowDays: String(DEFAULT_DAYS),
  windowFrom: '',
  windowTo: '',
  linkValidityDays: '30',
  approvalHours: String(APPROVAL_HOURS.usual),
  optInMinutes: String(OPT_IN_MINUTES.usual),
  maxGuests: '0',
  reminders: [],
  unusedFirst: '',
  unusedSecond: '',
  questions: [],
});

export const toDraft = (type: MeetingType): Draft => {
  const { location, bookingWindow } = type;
  const [unusedFirst = '', unusedSecond = ''] = type.unusedReminderDays.map(String);
  return {
    name: type.name,
    description: type.description ?? '',
    duration: String(type.durationMinutes),
    place: location?.type ?? 'none',
    placeValue: location?.value ?? '',
    hostIds: type.hostIds,
    assignment: type.hostIds.length > 1 ? type.assignment : 'roundRobin',
    confirmation: type.confirmation,
    interval: type.slotIntervalMinutes === type.durationMinutes ? '' : String(type.slotIntervalMinutes),
    bufferBefore: String(type.bufferBeforeMinutes),
    bufferAfter: String(type.bufferAfterMinutes),
    noticeHours: String(type.minimumNoticeMinutes / 60),
    maxPerDay: type.maxPerDay === undefined ? '' : String(type.maxPerDay),
    windowType: bookingWindow.type,
    windowDays: String(bookingWindow.type === 'rolling' ? bookingWindow.days : DEFAULT_DAYS),
    windowFrom: bookingWindow.type === 'range' ? bookingWindow.from : '',
    windowTo: bookingWindow.type === 'range' ? bookingWindow.to : '',
    linkValidityDays: String(type.linkValidityDays),
    approvalHours: String(type.approvalHours),
    optInMinutes: String(type.optInMinutes),
    maxGuests: String(type.maxGuests),
    reminders: type.reminders.map(toReminderDraft),
    unusedFirst,
    unusedSecond,
    questions: type.questions.map((question) => ({
      id: question.id,
      label: question.label,
      type: question.type,
      required: question.required,
      options: question.type === 'select' ? question.options.join('\n') : '',
    })),
  };
};

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

const wholeWithin = (text: string, { min, max }: Bounds): FieldProblem | null => whole(text, min, max);

/** A hidden field may be invalid; then its usual value is saved. */
const wholeOr = (text: string, bounds: Bounds): number =>
  wholeWithin(text, bounds) === null ? Number(text) : bounds.usual;

const questionOf = ({ id, label, type, required, options }: QuestionDraft): Question => {
  const base = { id, label: label.trim(), required };
  return type === 'select' ? { ...base, type, options: linesOf(options) } : { ...base, type };
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Converts a valid draft to the API's form. Omitted fields get their default, or are removed. */
export const toMeetingType = (draft: Draft): NewMeetingType => ({
  name: draft.name.trim(),
  hostIds: [...draft.hostIds],
  assignment: draft.hostIds.length > 1 ? draft.assignment : 'single',
  confirmation: draft.confirmation,
  durationMinutes: Number(draft.duration),
  slotIntervalMinutes: Number(draft.interval === '' ? draft.duration : draft.interval),
  bufferBeforeMinutes: Number(draft.bufferBefore),
  bufferAfterMinutes: Number(draft.bufferAfter),
  minimumNoticeMinutes: Math.round(Number(draft.noticeHours) * 60),
  bookingWindow:
    draft.windowType === 'rolling'
      ? { type: 'rolling', days: Number(draft.windowDays) }
      : { type: 'range', from: draft.windowFrom, to: draft.windowTo },
  linkValidityDays: Number(draft.linkValidityDays),
  approvalHours: wholeOr(draft.approvalHours, APPROVAL_HOURS),
  optInMinutes: wholeOr(draft.optInMinutes, OPT_IN_MINUTES),
  maxGuests: Number(draft.maxGuests),
  reminders: draft.reminders.map(toReminder),
  unusedReminderDays: toUnusedReminderDays(draft),
  questions: draft.questions.map(questionOf),
  ...(draft.maxPerDay === '' ? {} : { maxPerDay: Number(draft.maxPerDay) }),
  ...(draft.description.trim() === '' ? {} : { description: draft.description.trim() }),
  ...(draft.place === 'none' ? {} : { location: placeOf(draft.place, draft.placeValue.trim()) }),
});

const placeOf = (type: Exclude<Draft['place'], 'none'>, value: string) => ({
  type,
  ...(value === '' ? {} : { value }),
});

export type Problems = Readonly<
  Partial<Record<keyof Draft | `question.${string}` | `reminder.${string}`, FieldProblem>>
>;

/** Validates the draft; returns problems by field. */
export const problemsOf = (draft: Draft): Problems => {
  const isRange = draft.windowType === 'range';
  const noticeHours = Number(draft.noticeHours);
  const isNoticeFine = draft.noticeHours.trim() !== '' && noticeHours >= 0 && noticeHours <= 8760;
  return found({
    name: filled(draft.name),
    hostIds: draft.hostIds.length === 0 ? { kind: 'noHosts' } : null,
    duration: whole(draft.duration, 1, DAY_MINUTES),
    interval: draft.interval === '' ? null : whole(draft.interval, 1, DAY_MINUTES),
    bufferBefore: whole(draft.bufferBefore, 0, DAY_MINUTES),
    bufferAfter: whole(draft.bufferAfter, 0, DAY_MINUTES),
    noticeHours: isNoticeFine ? null : { kind: 'number', min: 0, max: 8760 },
    maxPerDay: draft.maxPerDay === '' ? null : whole(draft.maxPerDay, 1, 1000),
    windowDays: isRange ? null : whole(draft.windowDays, 1, 730),
    windowFrom: isRange ? filled(draft.windowFrom) : null,
    windowTo: isRange ? lastDayProblem(draft.windowFrom, draft.windowTo) : null,
    linkValidityDays: whole(draft.linkValidityDays, 1, 3650),
    approvalHours: draft.confirmation === 'approval' ? wholeWithin(draft.approvalHours, APPROVAL_HOURS) : null,
    optInMinutes: draft.confirmation === 'doubleOptIn' ? wholeWithin(draft.optInMinutes, OPT_IN_MINUTES) : null,
    maxGuests: whole(draft.maxGuests, 0, 10),
    ...unusedReminderProblems(draft),
    ...Object.fromEntries(reminderProblems(draft.reminders).map(({ key, problem }) => [`reminder.${key}`, problem])),
    ...Object.fromEntries(draft.questions.map((question) => [`question.${question.id}`, questionProblem(question)])),
  });
};

const questionProblem = ({ label, type, options }: QuestionDraft): FieldProblem | null =>
  filled(label) ?? (type === 'select' ? optionsProblem(linesOf(options)) : null);

const optionsProblem = (options: readonly string[]): FieldProblem | null => {
  if (options.length === 0) return { kind: 'required' };
  return new Set(options).size === options.length ? null : { kind: 'repeatedOption' };
};

const FIELDS: Readonly<Record<string, keyof Draft>> = {
  name: 'name',
  description: 'description',
  hostIds: 'hostIds',
  durationMinutes: 'duration',
  slotIntervalMinutes: 'interval',
  bufferBeforeMinutes: 'bufferBefore',
  bufferAfterMinutes: 'bufferAfter',
  minimumNoticeMinutes: 'noticeHours',
  maxPerDay: 'maxPerDay',
  'bookingWindow.days': 'windowDays',
  'bookingWindow.from': 'windowFrom',
  'bookingWindow.to': 'windowTo',
  linkValidityDays: 'linkValidityDays',
  approvalHours: 'approvalHours',
  optInMinutes: 'optInMinutes',
  maxGuests: 'maxGuests',
  unusedReminderDays: 'unusedFirst',
  'location.value': 'placeValue',
};

/** Returns the field that a path of the request comes from, such as `questions.0.label`; null if there is none. */
export const fieldOfPath =
  ({ questions, reminders }: Draft) =>
  (path: string): keyof Problems | null => {
    const [first = '', second = ''] = path.split('.');
    const question = first === 'questions' ? questions[Number(second)] : undefined;
    if (question !== undefined) return `question.${question.id}`;
    const reminder = first === 'reminders' ? reminders[Number(second)] : undefined;
    if (reminder !== undefined) return `reminder.${reminder.key}`;
    return FIELDS[`${first}.${second}`] ?? FIELDS[first] ?? null;
  };
