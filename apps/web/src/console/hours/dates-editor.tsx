import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { ProblemGroup, TextInput } from '../ui/fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { type DatesProblem, type HostDraft, overrideProblem, timeOffProblem } from './host-draft.js';
import { datePart, rangePart, type RefusedParts, timeOffPart } from './refused-hours.js';
import { RangeList } from './week-editor.js';

interface DatesEditorProps {
  readonly draft: HostDraft;
  readonly showProblems: boolean;
  /** Problems that the service found. */
  readonly refused: RefusedParts;
  readonly onChange: (draft: HostDraft) => void;
}

const replaced = <Item extends { readonly key: string }>(items: readonly Item[], changed: Item): readonly Item[] =>
  items.map((item) => (item.key === changed.key ? changed : item));
const without = <Item extends { readonly key: string }>(items: readonly Item[], key: string): readonly Item[] =>
  items.filter((item) => item.key !== key);

const useDatesText = (isShown: boolean): ((problem: DatesProblem | null) => string | null) => {
  const { hours, common } = useTexts();
  const texts = { required: common.required, duplicate: hours.duplicate, wrongOrder: hours.wrongOrder };
  // Empty fields are reported only after an attempt to save.
  return (problem) => (problem === null || (problem === 'required' && !isShown) ? null : texts[problem]);
};

/** Edits single days with different hours. */
export const OverridesEditor = ({ draft, showProblems, refused, onChange }: DatesEditorProps) => {
  const { hours, common } = useTexts();
  const datesText = useDatesText(showProblems);
  const problemText = useProblemText();
  const { overrides } = draft;
  const add = (): void =>
    onChange({ ...draft, overrides: [...overrides, { key: crypto.randomUUID(), date: '', ranges: [] }] });
  return (
    <ProblemGroup legend={hours.overrides} hint={hours.overridesHint} error={problemText(refused.overrides)}>
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
            error={datesText(overrideProblem(overrides, override)) ?? problemText(refused[datePart(override.key)])}
            onChange={(date) => onChange({ ...draft, overrides: replaced(overrides, { ...override, date }) })}
          />
          <RangeList
            of={override.date || hours.date}
            ranges={override.ranges}
            isRefused={(_range, place) => refused[rangePart(override.key, place)] !== undefined}
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
    </ProblemGroup>
  );
};

/** Edits periods in which nothing can be booked. */
export const TimeOffEditor = ({ draft, showProblems, refused, onChange }: DatesEditorProps) => {
  const { hours, common } = useTexts();
  const datesText = useDatesText(showProblems);
  const problemText = useProblemText();
  const { timeOff } = draft;
  const add = (): void => onChange({ ...draft, timeOff: [...timeOff, { key: crypto.randomUUID(), from: '', to: '' }] });
  return (
    <ProblemGroup legend={hours.timeOff} hint={hours.timeOffHint} error={problemText(refused.timeOff)}>
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
              error={
                (period.from === '' ? datesText(timeOffProblem(period)) : null) ??
                problemText(refused[timeOffPart(period.key, 'from')])
              }
              onChange={(from) => onChange({ ...draft, timeOff: replaced(timeOff, { ...period, from }) })}
            />
            <TextInput
              label={hours.lastDay}
              type="date"
              value={period.to}
              min={period.from}
              error={
                (period.from !== '' || period.to === '' ? datesText(timeOffProblem(period)) : null) ??
                problemText(refused[timeOffPart(period.key, 'to')])
              }
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
    </ProblemGroup>
  );
};
