import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { TextInput } from '../ui/fields.js';
import { type DatesProblem, type HostDraft, overrideProblem, timeOffProblem } from './host-draft.js';
import { RangeList } from './week-editor.js';

interface DatesEditorProps {
  readonly draft: HostDraft;
  readonly showProblems: boolean;
  readonly onChange: (draft: HostDraft) => void;
}

const replaced = <Item extends { readonly key: string }>(items: readonly Item[], changed: Item): readonly Item[] =>
  items.map((item) => (item.key === changed.key ? changed : item));
const without = <Item extends { readonly key: string }>(items: readonly Item[], key: string): readonly Item[] =>
  items.filter((item) => item.key !== key);

const useProblemText = (isShown: boolean): ((problem: DatesProblem | null) => string | null) => {
  const { hours, common } = useTexts();
  const texts = { required: common.required, duplicate: hours.duplicate, wrongOrder: hours.wrongOrder };
  // Empty fields are reported only after an attempt to save.
  return (problem) => (problem === null || (problem === 'required' && !isShown) ? null : texts[problem]);
};

/** Edits single days with different hours. */
export const OverridesEditor = ({ draft, showProblems, onChange }: DatesEditorProps) => {
  const { hours, common } = useTexts();
  const problemText = useProblemText(showProblems);
  const { overrides } = draft;
  const add = (): void =>
    onChange({ ...draft, overrides: [...overrides, { key: crypto.randomUUID(), date: '', ranges: [] }] });
  return (
    <fieldset className="card fields">
      <legend>{hours.overrides}</legend>
      <p className="quiet">{hours.overridesHint}</p>
      {overrides.map((override, index) => (
        <div
          key={override.key}
          className="date-row"
          role="group"
          aria-label={override.date || `${hours.date} ${index + 1}`}
        >
          <TextInput
            label={hours.date}
            type="date"
            value={override.date}
            error={problemText(overrideProblem(overrides, override))}
            onChange={(date) => onChange({ ...draft, overrides: replaced(overrides, { ...override, date }) })}
          />
          <RangeList
            of={override.date || hours.date}
            ranges={override.ranges}
            onChange={(ranges) => onChange({ ...draft, overrides: replaced(overrides, { ...override, ranges }) })}
          />
          <ActionButton
            look="secondary quiet-danger"
            label={`${common.remove}: ${override.date}`}
            onPress={() => onChange({ ...draft, overrides: without(overrides, override.key) })}
          >
            {common.remove}
          </ActionButton>
        </div>
      ))}
      <div>
        <ActionButton onPress={add}>{hours.addOverride}</ActionButton>
      </div>
    </fieldset>
  );
};

/** Edits periods in which nothing can be booked. */
export const TimeOffEditor = ({ draft, showProblems, onChange }: DatesEditorProps) => {
  const { hours, common } = useTexts();
  const problemText = useProblemText(showProblems);
  const { timeOff } = draft;
  const add = (): void => onChange({ ...draft, timeOff: [...timeOff, { key: crypto.randomUUID(), from: '', to: '' }] });
  return (
    <fieldset className="card fields">
      <legend>{hours.timeOff}</legend>
      <p className="quiet">{hours.timeOffHint}</p>
      {timeOff.map((period, index) => (
        <div
          key={period.key}
          className="date-row"
          role="group"
          aria-label={period.from || `${hours.timeOff} ${index + 1}`}
        >
          <div className="pair">
            <TextInput
              label={hours.firstDay}
              type="date"
              value={period.from}
              error={period.from === '' ? problemText(timeOffProblem(period)) : null}
              onChange={(from) => onChange({ ...draft, timeOff: replaced(timeOff, { ...period, from }) })}
            />
            <TextInput
              label={hours.lastDay}
              type="date"
              value={period.to}
              min={period.from}
              error={period.from !== '' || period.to === '' ? problemText(timeOffProblem(period)) : null}
              onChange={(to) => onChange({ ...draft, timeOff: replaced(timeOff, { ...period, to }) })}
            />
          </div>
          <ActionButton
            look="secondary quiet-danger"
            label={`${common.remove}: ${period.from}`}
            onPress={() => onChange({ ...draft, timeOff: without(timeOff, period.key) })}
          >
            {common.remove}
          </ActionButton>
        </div>
      ))}
      <div>
        <ActionButton onPress={add}>{hours.addTimeOff}</ActionButton>
      </div>
    </fieldset>
  );
};
