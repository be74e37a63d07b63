import { type CalendarDate, parseDate } from '@internationalized/date';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components';
import { useMessages } from '../messages/language.js';

interface MonthCalendarProps {
  readonly label: string;
  /** `2026-03-03`; earlier days are in the past. */
  readonly today: string;
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
  const { label, today, chosen, shown, freeDays, isLoading, marked, onChoose, onShow } = props;
  const isFree = (date: { toString: () => string }): boolean => freeDays.has(date.toString());
  return (
    <Calendar
      aria-label={label}
      className="calendar"
      value={chosen === null ? null : parseDate(chosen)}
      focusedValue={parseDate(shown)}
      minValue={parseDate(today)}
      isDateUnavailable={(date) => !isFree(date)}
      onChange={(date: CalendarDate) => onChoose(date.toString())}
      onFocusChange={(date) => onShow(date.toString())}
    >
      <div className="calendar-bar">
        <Button slot="previous" className="icon-button" aria-label={messages.previousMonth}>
          <span aria-hidden="true">‹</span>
        </Button>
        <Heading level={3} />
        <Button slot="next" className="icon-button" aria-label={messages.nextMonth}>
          <span aria-hidden="true">›</span>
        </Button>
      </div>
      <CalendarGrid weekdayStyle="short" className={isLoading ? 'days loading' : 'days'}>
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell date={date} className={dayClass(isFree(date), marked?.day === date.toString())}>
              {({ formattedDate }) => (
                <>
                  {formattedDate}
                  {isFree(date) && <span className="visually-hidden">, {messages.dayHasTimes}</span>}
                  {marked?.day === date.toString() && <span className="visually-hidden">, {marked.label}</span>}
                </>
              )}
            </CalendarCell>
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
};

const dayClass = (isFree: boolean, isMarked: boolean): string =>
  ['day', ...(isFree ? ['free'] : []), ...(isMarked ? ['marked'] : [])].join(' ');
