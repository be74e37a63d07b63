import type { Weekday } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { RangeList } from './range-list.js';
import { WEEKDAYS, type Week } from './week.js';
import { useWeekdayNames } from './weekday-names.js';

interface WeekEditorProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
}

const WORKING_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** The hours that hold in every week, a row for each day. */
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
            <Action look="link-button" onPress={() => copy('mon')}>
              {hours.copyToWeekdays}
            </Action>
          )}
        </div>
      ))}
    </fieldset>
  );
};
