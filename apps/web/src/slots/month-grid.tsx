import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components';
import { useMessages } from '../messages/language.js';

export interface DayLooks {
  readonly isFree: boolean;
  readonly isMarked: boolean;
  /** Whether the day is before all that can be chosen. Weeks of such days are not shown. */
  readonly isOver: boolean;
  /** Read out after the number of the day. */
  readonly notes: readonly string[];
}

interface MonthGridProps {
  readonly isLoading?: boolean;
  /** `day`: `2026-03-03`. */
  readonly looksOf: (day: string) => DayLooks;
}

/** The content of a calendar: the buttons that turn the month, and its days. */
export const MonthGrid = ({ isLoading = false, looksOf }: MonthGridProps) => {
  const messages = useMessages();
  return (
    <>
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
        <CalendarGridHeader>{(name) => <CalendarHeaderCell>{name}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>
          {(date) => {
            const { isFree, isMarked, isOver, notes } = looksOf(date.toString());
            return (
              <CalendarCell
                date={date}
                className={['day', isFree && 'free', isMarked && 'marked', isOver && 'over'].filter(Boolean).join(' ')}
              >
                {({ formattedDate }) => (
                  <>
                    {formattedDate}
                    {notes.map((note) => (
                      <span key={note} className="visually-hidden">
                        , {note}
                      </span>
                    ))}
                  </>
                )}
              </CalendarCell>
            );
          }}
        </CalendarGridBody>
      </CalendarGrid>
    </>
  );
};
