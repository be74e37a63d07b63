import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { TimeInput } from './time-input.js';
import { endMeant, endShown, nextRange, problemOf, type TimeRange } from './week.js';

interface RangeListProps {
  /** Whose hours they are: a weekday, or a date. */
  readonly of: string;
  readonly ranges: readonly TimeRange[];
  readonly onChange: (ranges: readonly TimeRange[]) => void;
}

/** The hours of one day: from, to, another, gone. */
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
              onChange={(from) => change(place, { from })}
            />
            <span aria-hidden="true">{hours.to}</span>
            <TimeInput
              label={`${name}, ${hours.to}`}
              value={endShown(range.to)}
              onChange={(to) => change(place, { to: endMeant(to) })}
            />
            <Action
              look="link-button"
              label={`${common.remove}: ${name}`}
              onPress={() => onChange(ranges.filter((_range, index) => index !== place))}
            >
              {common.remove}
            </Action>
            {problem !== null && (
              <p role="alert" className="wrong">
                {hours.problem[problem]}
              </p>
            )}
          </div>
        );
      })}
      {more !== null && (
        <Action look="link-button" label={`${hours.addRange}: ${of}`} onPress={() => onChange([...ranges, more])}>
          {hours.addRange}
        </Action>
      )}
    </div>
  );
};
