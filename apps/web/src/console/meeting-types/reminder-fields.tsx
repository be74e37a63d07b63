import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice, TextInput } from '../ui/fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import type { DraftFields } from './draft-fields.js';
import {
  MAX_REMINDERS,
  newReminder,
  type ReminderDraft,
  suggestedReminders,
  UNITS,
  type UnusedReminderDraft,
} from './reminder-draft.js';
import type { FieldProblem } from '../ui/field-problems.js';

const AUDIENCES = ['attendee', 'host', 'both'] as const;

/** Edits the mails before a meeting, and those about links that are not used. */
export const ReminderFields = ({ draft, problems, onChange }: DraftFields) => {
  const { reminders: t } = useTexts();
  const problemText = useProblemText();
  const { reminders } = draft;
  const set = (changed: readonly ReminderDraft[]): void => onChange({ ...draft, reminders: changed });
  return (
    <fieldset className="card fields">
      <legend>{t.title}</legend>
      {reminders.length === 0 && <p className="quiet">{t.none}</p>}
      {reminders.map((reminder, index) => (
        <ReminderEditor
          key={reminder.key}
          number={index + 1}
          reminder={reminder}
          error={problemText(problems[`reminder.${reminder.key}`])}
          onChange={(changed) => set(reminders.map((one) => (one.key === changed.key ? changed : one)))}
          onRemove={() => set(reminders.filter(({ key }) => key !== reminder.key))}
        />
      ))}
      <div className="buttons">
        {reminders.length === 0 && (
          <ActionButton onPress={() => set(suggestedReminders())}>{t.suggestion}</ActionButton>
        )}
        {reminders.length < MAX_REMINDERS && (
          <ActionButton onPress={() => set([...reminders, newReminder('1', 'days')])}>{t.add}</ActionButton>
        )}
      </div>
      <UnusedReminderFields
        draft={draft}
        problems={problems}
        onChange={(changed) => onChange({ ...draft, ...changed })}
      />
    </fieldset>
  );
};

interface ReminderEditorProps {
  readonly number: number;
  readonly reminder: ReminderDraft;
  readonly error: string | null;
  readonly onChange: (reminder: ReminderDraft) => void;
  readonly onRemove: () => void;
}

const ReminderEditor = ({ number, reminder, error, onChange, onRemove }: ReminderEditorProps) => {
  const { reminders: t, common } = useTexts();
  const name = t.reminder(number);
  return (
    <div role="group" aria-label={name} className="question-editor">
      <div className="pair">
        <TextInput
          label={t.amount}
          type="number"
          value={reminder.amount}
          error={error}
          onChange={(amount) => onChange({ ...reminder, amount })}
        />
        <Choice
          label={t.unit}
          value={reminder.unit}
          options={UNITS.map((value) => ({ value, label: t.units[value] }))}
          onChange={(unit) => onChange({ ...reminder, unit })}
        />
      </div>
      <Choice
        label={t.to}
        value={reminder.to}
        options={AUDIENCES.map((value) => ({ value, label: t.audiences[value] }))}
        onChange={(to) => onChange({ ...reminder, to })}
      />
      <div className="buttons">
        <ActionButton look="secondary quiet-danger" onPress={onRemove} label={`${common.remove}: ${name}`}>
          {common.remove}
        </ActionButton>
      </div>
    </div>
  );
};

interface UnusedReminderFieldsProps {
  readonly draft: UnusedReminderDraft;
  readonly problems: Readonly<Partial<Record<keyof UnusedReminderDraft, FieldProblem>>>;
  readonly onChange: (draft: UnusedReminderDraft) => void;
}

/** Sets when the recipient of an unused link is reminded: once, twice or never. */
export const UnusedReminderFields = ({ draft, problems, onChange }: UnusedReminderFieldsProps) => {
  const { reminders: t, common } = useTexts();
  const problemText = useProblemText();
  const { unusedFirst, unusedSecond } = draft;
  return (
    <>
      <div className="pair">
        <TextInput
          label={common.optional(t.unusedFirst)}
          type="number"
          value={unusedFirst}
          error={problemText(problems.unusedFirst)}
          onChange={(days) => onChange({ unusedFirst: days, unusedSecond })}
        />
        <TextInput
          label={common.optional(t.unusedSecond)}
          type="number"
          value={unusedSecond}
          error={problemText(problems.unusedSecond)}
          onChange={(days) => onChange({ unusedFirst, unusedSecond: days })}
        />
      </div>
      <p className="quiet hint">{t.unusedHint}</p>
    </>
  );
};
