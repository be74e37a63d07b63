import { useMemo } from 'react';
import type { Weekday } from '../api/shapes.js';
import { fromShownEnd, toShownEnd, nextRange, problemOf, type TimeRange, type Week, WEEKDAYS } from './week.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { useLanguage } from '../../messages/language.js';

interface WeekEditorProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
}

const WORKING_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** Edits the weekly hours, a row for each day. */
export const WeekEditor = ({ week, onChange }: WeekEditorProps) => {
  const { hours } = useTexts();
  const names = useWeekdayNames('long');
  const copy = (from: Weekday): void =>
    onChange({ ...week, ...Object.fromEntries(WORKING_DAYS.map((day) => [day, week[from]])) });
  return (
    <fieldset className="card fields">
      <legend>{hours.weekly}</legend>
      <p className="quiet">{hours.weeklyHint}</p>
      {WEEKDAYS.map((day) => (
        <div key={day} className="day-row">
          <h2>{names[day]}</h2>
          <RangeList of={names[day]} ranges={week[day]} onChange={(ranges) => onChange({ ...week, [day]: ranges })} />
          {day === 'mon' && week.mon.length > 0 && (
            <ActionButton look="link-button" onPress={() => copy('mon')}>
              {hours.copyToWeekdays}
            </ActionButton>
          )}
        </div>
      ))}
    </fieldset>
  );
};

interface RangeListProps {
  /** The weekday or date, for labels. */
  readonly of: string;
  readonly ranges: readonly TimeRange[];
  readonly onChange: (ranges: readonly TimeRange[]) => void;
}

/** Edits the time ranges of one day. */
export const RangeList = ({ of, ranges, onChange }: RangeListProps) => {
  const { hours, common } = useTexts();
  const more = nextRange(ranges);
  const change = (place: number, changed: Partial<TimeRange>): void =>
    onChange(ranges.map((range, index) => (index === place ? { ...range, ...changed } : range)));
  return (
    <div className="ranges">
      {ranges.length === 0 && <p className="quiet">{hours.closed}</p>}
      {ranges.map((range, place) => {
        const problem = problemOf(ranges, place);
        const name = hours.rangeOf(of, place + 1);
        return (
          <div key={place} className="range" role="group" aria-label={name}>
            <TimeInput
              label={`${name}, ${hours.from}`}
              value={range.from}
              isInvalid={problem !== null}
              onChange={(from) => change(place, { from })}
            />
            <span aria-hidden="true">{hours.to}</span>
            <TimeInput
              label={`${name}, ${hours.to}`}
              value={toShownEnd(range.to)}
              isInvalid={problem !== null}
              onChange={(to) => change(place, { to: fromShownEnd(to) })}
            />
            <ActionButton
              look="link-button"
              label={`${common.remove}: ${name}`}
              onPress={() => onChange(ranges.filter((_range, index) => index !== place))}
            >
              {common.remove}
            </ActionButton>
            {problem !== null && (
              <p role="alert" className="wrong">
                {hours.problem[problem]}
              </p>
            )}
          </div>
        );
      })}
      {more !== null && (
        <ActionButton look="link-button" label={`${hours.addRange}: ${of}`} onPress={() => onChange([...ranges, more])}>
          {hours.addRange}
        </ActionButton>
      )}
    </div>
  );
};

interface TimeInputProps {
  readonly label: string;
  /** `09:00` */
  readonly value: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: string) => void;
}

/** The browser's own time field, in the user's usual format. */
const TimeInput = ({ label, value, isInvalid, onChange }: TimeInputProps) => (
  <input
    type="time"
    aria-label={label}
    aria-invalid={isInvalid}
    value={value}
    onChange={(event) => onChange(event.target.value)}
  />
);

/** Monday, 5 January 1970. */
const A_MONDAY = Date.UTC(1970, 0, 5);

export const useWeekdayNames = (form: 'long' | 'short'): Readonly<Record<Weekday, string>> => {
  const { locale } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: form });
    const named = WEEKDAYS.map((day, index) => [day, names.format(A_MONDAY + index * 86_400_000)]);
    return Object.fromEntries(named) as Readonly<Record<Weekday, string>>;
  }, [locale, form]);
};
