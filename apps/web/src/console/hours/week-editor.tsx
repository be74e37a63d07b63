import { useMemo } from 'react';
import type { Weekday } from '../api/shapes.js';
import { fromShownEnd, toShownEnd, nextRange, problemOf, type TimeRange, type Week, WEEKDAYS } from './week.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { ProblemGroup } from '../ui/fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { useLanguage } from '../../messages/language.js';
import { type RefusedParts, weeklyPart } from './refused-hours.js';

interface WeekEditorProps {
  readonly week: Week;
  /** Problems that the service found. */
  readonly refused: RefusedParts;
  readonly onChange: (week: Week) => void;
}

const WORKING_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** Edits the weekly hours, a row for each day. */
export const WeekEditor = ({ week, refused, onChange }: WeekEditorProps) => {
  const { hours } = useTexts();
  const problemText = useProblemText();
  const names = useWeekdayNames('long');
  const copy = (from: Weekday): void =>
    onChange({ ...week, ...Object.fromEntries(WORKING_DAYS.map((day) => [day, week[from]])) });
  return (
    <ProblemGroup legend={hours.weekly} hint={hours.weeklyHint} error={problemText(refused.weekly)}>
      {WEEKDAYS.map((day) => (
        <div key={day} className="day-row">
          <h2>{names[day]}</h2>
          <RangeList
            of={names[day]}
            ranges={week[day]}
            isRefused={(range) => refused[weeklyPart(range)] !== undefined}
            onChange={(ranges) => onChange({ ...week, [day]: ranges })}
          />
          {day === 'mon' && week.mon.length > 0 && (
            <ActionButton look="link-button" onPress={() => copy('mon')}>
              {hours.copyToWeekdays}
            </ActionButton>
          )}
        </div>
      ))}
    </ProblemGroup>
  );
};

interface RangeListProps {
  /** The weekday or date, for labels. */
  readonly of: string;
  readonly ranges: readonly TimeRange[];
  /** True if the service did not accept this range. */
  readonly isRefused: (range: TimeRange, place: number) => boolean;
  readonly onChange: (ranges: readonly TimeRange[]) => void;
}

/** Edits the time ranges of one day. */
export const RangeList = ({ of, ranges, isRefused, onChange }: RangeListProps) => {
  const { hours, common } = useTexts();
  const more = nextRange(ranges);
  const change = (place: number, changed: Partial<TimeRange>): void =>
    onChange(ranges.map((range, index) => (index === place ? { ...range, ...changed } : range)));
  return (
    <div className="ranges">
      {ranges.length === 0 && <p className="quiet">{hours.closed}</p>}
      {ranges.map((range, place) => {
        const problem = problemOf(ranges, place);
        const error = problem === null ? (isRefused(range, place) ? common.refused : null) : hours.problem[problem];
        const name = hours.rangeOf(of, place + 1);
        return (
          <div key={place} className="range" role="group" aria-label={name}>
            <TimeInput
              label={`${name}, ${hours.from}`}
              value={range.from}
              isInvalid={error !== null}
              onChange={(from) => change(place, { from })}
            />
            <span aria-hidden="true">{hours.to}</span>
            <TimeInput
              label={`${name}, ${hours.to}`}
              value={toShownEnd(range.to)}
              isInvalid={error !== null}
              onChange={(to) => change(place, { to: fromShownEnd(to) })}
            />
            <ActionButton
              look="link-button"
              label={`${common.remove}: ${name}`}
              onPress={() => onChange(ranges.filter((_range, index) => index !== place))}
            >
              {common.remove}
            </ActionButton>
            {error !== null && (
              <p role="alert" className="wrong">
                {error}
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
