import { type CalendarDate, parseDate } from '@internationalized/date';
import { Calendar } from 'react-aria-components';
import { useMessages } from '../messages/language.js';
import { MonthGrid } from './month-grid.js';

interface MonthCalendarProps {
  readonly label: string;
  /** The first day that can be booked, `2026-03-03`. */
  readonly first: string;
  /** The last one; null if it is not known. */
  readonly last: string | null;
  readonly chosen: string | null;
  /** Any day of the month to show. */
  readonly shown: string;
  readonly freeDays: ReadonlySet<string>;
  readonly isLoading: boolean;
  /** A day to highlight, and the reason as a label. */
  readonly marked: { readonly day: string; readonly label: string } | null;
  readonly onChoose: (day: string) => void;
  readonly onShow: (day: string) => void;
}

/** A month in which only days with free times can be chosen. */
export const MonthCalendar = (props: MonthCalendarProps) => {
  const messages = useMessages();
  const { label, first, last, chosen, shown, freeDays, isLoading, marked, onChoose, onShow } = props;
  return (
    <Calendar
      aria-label={label}
      className="calendar"
      value={chosen === null ? null : parseDate(chosen)}
      focusedValue={parseDate(shown)}
      minValue={parseDate(first)}
      {...(last === null ? {} : { maxValue: parseDate(last) })}
      isDateUnavailable={(date) => !freeDays.has(date.toString())}
      onChange={(date: CalendarDate) => onChoose(date.toString())}
      onFocusChange={(date) => onShow(date.toString())}
    >
      <MonthGrid
        isLoading={isLoading}
        looksOf={(day) => {
          const isMarked = marked?.day === day;
          return {
            isFree: freeDays.has(day),
            isMarked,
            isOver: day < first,
            notes: [...(freeDays.has(day) ? [messages.dayHasTimes] : []), ...(isMarked ? [marked.label] : [])],
          };
        }}
      />
    </Calendar>
  );
};
