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
      return reason.source === undefined ? t.bufferOfBooking : t.buffer(sourceText(reason.source, wording));
    case 'busy':
      return t.busy(reason.source === undefined ? t.unknownSource : sourceText(reason.source, wording));
    default:
      return reason.text;
  }
};

const sourceText = (
  { type, name, readAt }: NonNullable<SlotReason['source']>,
  { texts, age }: Pick<ReasonWording, 'texts' | 'age'>,
): string => {
  const { sources } = texts;
  switch (type) {
    case 'put':
      return readAt === undefined ? sources.put : texts.setAgo(sources.put, age(readAt));
    case 'holidays':
      return sources.holidays(name);
    case 'ics':
    case 'caldav': {
      const calendar = sources.calendar(name);
      return readAt === undefined ? calendar : texts.readAgo(calendar, age(readAt));
    }
  }
};
