import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { TextLine } from '../ui/fields.js';
import { type DatesProblem, type HostDraft, overrideProblem, timeOffProblem } from './host-draft.js';
import { RangeList } from './week-editor.js';

interface DatesEditorProps {
  readonly draft: HostDraft;
  readonly showProblems: boolean;
  readonly onChange: (draft: HostDraft) => void;
}

const replaced = <Item extends { readonly key: string }>(items: readonly Item[], changed: Item): readonly Item[] =>
  items.map((one) => (one.key === changed.key ? changed : one));
const without = <Item extends { readonly key: string }>(items: readonly Item[], key: string): readonly Item[] =>
  items.filter((one) => one.key !== key);

const useWords = (isShown: boolean): ((problem: DatesProblem | null) => string | null) => {
  const { hours, common } = useTexts();
  const words = { required: common.required, twice: hours.twice, wrongOrder: hours.wrongOrder };
  // That a field is still empty is said only after saving was tried.
  return (problem) => (problem === null || (problem === 'required' && !isShown) ? null : words[problem]);
};

/** Single days on which other hours hold. */
export const OverridesEditor = ({ draft, showProblems, onChange }: DatesEditorProps) => {
  const { hours, common } = useTexts();
  const words = useWords(showProblems);
  const { overrides } = draft;
  const add = (): void =>
    onChange({ ...draft, overrides: [...overrides, { key: crypto.randomUUID(), date: '', ranges: [] }] });
  return (
    <fieldset className="card fields">
      <legend>{hours.overrides}</legend>
      <p className="quiet">{hours.overridesHint}</p>
      {overrides.map((one, index) => (
        <div key={one.key} className="date-row" role="group" aria-label={one.date || `${hours.date} ${index + 1}`}>
          <TextLine
            label={hours.date}
            type="date"
            value={one.date}
            error={words(overrideProblem(overrides, one))}
            onChange={(date) => onChange({ ...draft, overrides: replaced(overrides, { ...one, date }) })}
          />
          <RangeList
            of={one.date || hours.date}
            ranges={one.ranges}
            onChange={(ranges) => onChange({ ...draft, overrides: replaced(overrides, { ...one, ranges }) })}
          />
          <Action
            look="secondary quiet-danger"
            label={`${common.remove}: ${one.date}`}
            onPress={() => onChange({ ...draft, overrides: without(overrides, one.key) })}
          >
            {common.remove}
          </Action>
        </div>
      ))}
      <div>
        <Action onPress={add}>{hours.addOverride}</Action>
      </div>
    </fieldset>
  );
};

/** Days on which nothing can be booked. */
export const TimeOffEditor = ({ draft, showProblems, onChange }: DatesEditorProps) => {
  const { hours, common } = useTexts();
  const words = useWords(showProblems);
  const { timeOff } = draft;
  const add = (): void => onChange({ ...draft, timeOff: [...timeOff, { key: crypto.randomUUID(), from: '', to: '' }] });
  return (
    <fieldset className="card fields">
      <legend>{hours.timeOff}</legend>
      <p className="quiet">{hours.timeOffHint}</p>
      {timeOff.map((one, index) => (
        <div key={one.key} className="date-row" role="group" aria-label={one.from || `${hours.timeOff} ${index + 1}`}>
          <div className="pair">
            <TextLine
              label={hours.firstDay}
              type="date"
              value={one.from}
              onChange={(from) => onChange({ ...draft, timeOff: replaced(timeOff, { ...one, from }) })}
            />
            <TextLine
              label={hours.lastDay}
              type="date"
              value={one.to}
              min={one.from}
              error={words(timeOffProblem(one))}
              onChange={(to) => onChange({ ...draft, timeOff: replaced(timeOff, { ...one, to }) })}
            />
          </div>
          <Action
            look="secondary quiet-danger"
            label={`${common.remove}: ${one.from}`}
            onPress={() => onChange({ ...draft, timeOff: without(timeOff, one.key) })}
          >
            {common.remove}
          </Action>
        </div>
      ))}
      <div>
        <Action onPress={add}>{hours.addTimeOff}</Action>
      </div>
    </fieldset>
  );
};
