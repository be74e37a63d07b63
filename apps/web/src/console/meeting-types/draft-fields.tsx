import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import type { Host } from '../api/shapes.js';
import type { Draft, Problems } from './draft.js';
import { MAX_QUESTIONS, newQuestion } from './new-question.js';
import { placeHint } from './place-hint.js';
import { focusQuestion } from './question-fields.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice, TextInput } from '../ui/fields.js';
import { useProblemText } from '../ui/use-problem-text.js';

/** Props of every part of the form. */
export interface DraftFields {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (draft: Draft) => void;
}

/** Fields for name, description, duration and location. */
export const BasicFields = ({ draft, problems, onChange }: DraftFields) => {
  const { editor, common, types } = useTexts();
  const problemText = useProblemText();
  const mayAskForNumber =
    draft.place === 'phone' &&
    draft.questions.length < MAX_QUESTIONS &&
    draft.questions.every(({ label }) => label !== editor.ownNumber);
  const places = (['video', 'phone', 'inPerson'] as const).map((value) => ({ value, label: types.place[value] }));
  return (
    <fieldset className="card fields">
      <legend>{editor.basics}</legend>
      <TextInput
        label={editor.name}
        hint={editor.nameHint}
        value={draft.name}
        maxLength={200}
        isRequired
        error={problemText(problems.name)}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextInput
        label={common.optional(editor.description)}
        rows={3}
        maxLength={5000}
        value={draft.description}
        error={problemText(problems.description)}
        onChange={(description) => onChange({ ...draft, description })}
      />
      <div className="pair">
        <TextInput
          label={editor.duration}
          type="number"
          value={draft.duration}
          isRequired
          error={problemText(problems.duration)}
          onChange={(duration) => onChange({ ...draft, duration })}
        />
        <Choice
          label={editor.place}
          value={draft.place}
          options={[...places, { value: 'none', label: editor.noPlace }]}
          onChange={(place) => onChange({ ...draft, place })}
        />
      </div>
      {draft.place !== 'none' && (
        <TextInput
          label={common.optional(editor.placeValue[draft.place])}
          value={draft.placeValue}
          error={problemText(problems.placeValue)}
          maxLength={500}
          {...placeHint(draft.place, editor)}
          onChange={(placeValue) => onChange({ ...draft, placeValue })}
        />
      )}
      {mayAskForNumber && (
        <div>
          <ActionButton
            onPress={() => {
              const added = newQuestion({ label: editor.ownNumber, required: true });
              onChange({ ...draft, questions: [...draft.questions, added] });
              focusQuestion(added);
            }}
          >
            {editor.askForNumber}
          </ActionButton>
        </div>
      )}
    </fieldset>
  );
};

const SHARED = ['roundRobin', 'collective'] as const;
const CONFIRMATIONS = ['instant', 'approval', 'doubleOptIn'] as const;

/** Fields for hosts, assignment and confirmation. */
export const HostFields = ({ draft, problems, hosts, onChange }: DraftFields & { readonly hosts: readonly Host[] }) => {
  const { editor, types } = useTexts();
  const problemText = useProblemText();
  return (
    <fieldset className="card fields">
      <legend>{editor.who}</legend>
      <CheckboxGroup
        className="field"
        value={[...draft.hostIds]}
        isInvalid={problems.hostIds !== undefined}
        onChange={(hostIds) => onChange({ ...draft, hostIds })}
      >
        <Label>{editor.hosts}</Label>
        {hosts.map((host) => (
          <Checkbox key={host.id} value={host.id} className="check">
            <span className="box" aria-hidden="true" />
            {host.name}
          </Checkbox>
        ))}
        <FieldError className="wrong">{problemText(problems.hostIds)}</FieldError>
      </CheckboxGroup>
      {draft.hostIds.length > 1 && (
        <Choice
          label={editor.assignment}
          hint={editor.assignmentHint[draft.assignment]}
          value={draft.assignment}
          options={[...(draft.assignment === 'single' ? (['single'] as const) : []), ...SHARED].map((value) => ({
            value,
            label: types.assignment[value],
          }))}
          onChange={(assignment) => onChange({ ...draft, assignment })}
        />
      )}
      <Choice
        label={editor.confirming}
        value={draft.confirmation}
        options={CONFIRMATIONS.map((value) => ({ value, label: types.confirmation[value] }))}
        onChange={(confirmation) => onChange({ ...draft, confirmation })}
      />
      {draft.confirmation === 'approval' && (
        <TextInput
          label={editor.approvalHours}
          hint={editor.approvalHint}
          type="number"
          value={draft.approvalHours}
          error={problemText(problems.approvalHours)}
          onChange={(approvalHours) => onChange({ ...draft, approvalHours })}
        />
      )}
      {draft.confirmation === 'doubleOptIn' && (
        <TextInput
          label={editor.optInMinutes}
          hint={editor.optInHint}
          type="number"
          value={draft.optInMinutes}
          error={problemText(problems.optInMinutes)}
          onChange={(optInMinutes) => onChange({ ...draft, optInMinutes })}
        />
      )}
      <TextInput
        label={editor.maxGuests}
        hint={editor.guestsHint}
        type="number"
        value={draft.maxGuests}
        error={problemText(problems.maxGuests)}
        onChange={(maxGuests) => onChange({ ...draft, maxGuests })}
      />
    </fieldset>
  );
};

type NumberField = {
  [Name in keyof Draft]: Draft[Name] extends string ? Name : never;
}[keyof Draft];

/** Fields for start interval, buffers, notice, limits and booking window. */
export const TimeFields = ({ draft, problems, onChange }: DraftFields) => {
  const { editor, common } = useTexts();
  const problemText = useProblemText();
  const field = (name: NumberField, label: string, extra: { hint?: string; type?: 'date' } = {}) => (
    <TextInput
      type="number"
      label={label}
      value={draft[name]}
      error={problemText(problems[name])}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      {...extra}
    />
  );
  return (
    <fieldset className="card fields">
      <legend>{editor.when}</legend>
      {field('interval', common.optional(editor.interval), { hint: editor.intervalHint })}
      <div className="pair">
        {field('bufferBefore', editor.bufferBefore, { hint: editor.bufferHint })}
        {field('bufferAfter', editor.bufferAfter, { hint: editor.bufferHint })}
      </div>
      <div className="pair">
        {field('noticeHours', editor.notice, { hint: editor.noticeHint })}
        {field('maxPerDay', common.optional(editor.maxPerDay))}
      </div>
      <Choice
        label={editor.window}
        value={draft.windowType}
        options={[
          { value: 'rolling', label: editor.rolling },
          { value: 'range', label: editor.range },
        ]}
        onChange={(windowType) => onChange({ ...draft, windowType })}
      />
      {draft.windowType === 'rolling' ? (
        field('windowDays', editor.windowDays)
      ) : (
        <div className="pair">
          {field('windowFrom', editor.from, { type: 'date' })}
          {field('windowTo', editor.to, { type: 'date' })}
        </div>
      )}
      {field('linkValidityDays', editor.validity)}
    </fieldset>
  );
};
