import type { MeetingType, SlotReason } from '../api/shapes.js';
import type { Texts } from '../texts/texts.js';

export interface ReasonWording {
  readonly texts: Texts['why'];
  /** `3 minutes ago` */
  readonly age: (instant: string) => string;
  /** A calendar day, given as `2026-03-03`. */
  readonly day: (dateKey: string) => string;
  readonly isPast: boolean;
}

type Rules = Pick<MeetingType, 'slotIntervalMinutes' | 'minimumNoticeMinutes' | 'bookingWindow' | 'maxPerDay'>;

/** Says why a start is not offered. A kind that this page does not know yet comes in the service's own words. */
export const reasonText = (reason: SlotReason, rules: Rules, wording: ReasonWording): string => {
  const { texts, day, isPast } = wording;
  const { reasons: t } = texts;
  switch (reason.kind) {
    case 'hours':
    case 'timeOff':
    case 'booking':
    case 'deactivated':
      return t[reason.kind];
    case 'interval':
      return t.interval(rules.slotIntervalMinutes);
    case 'notice':
      return isPast ? t.past : t.notice(rules.minimumNoticeMinutes);
    case 'window':
      return rules.bookingWindow.type === 'rolling'
        ? t.rolling(rules.bookingWindow.days)
        : t.range(day(rules.bookingWindow.from), day(rules.bookingWindow.to));
    case 'maxPerDay':
      return t.maxPerDay(rules.maxPerDay ?? 0);
    case 'buffer':
      return reason.source === undefined ? t.bufferOfBooking : t.buffer(readSourceText(reason.source, wording));
    case 'busy':
      return t.busy(reason.source === undefined ? t.unknownSource : readSourceText(reason.source, wording));
    default:
      return reason.text;
  }
};

type Source = NonNullable<SlotReason['source']>;

/** Names what says that a host is busy. */
export const sourceText = ({ type, name }: Pick<Source, 'type' | 'name'>, { sources }: Texts['why']): string => {
  switch (type) {
    case 'put':
      return sources.put;
    case 'holidays':
      return sources.holidays(name);
    case 'ics':
    case 'caldav':
      return sources.calendar(name);
  }
};

/** Names it, and says how old that is. */
const readSourceText = (source: Source, { texts, age }: Pick<ReasonWording, 'texts' | 'age'>): string => {
  const words = sourceText(source, texts);
  const { type, readAt } = source;
  if (readAt === undefined || type === 'holidays') return words;
  return type === 'put' ? texts.setAgo(words, age(readAt)) : texts.readAgo(words, age(readAt));
};
