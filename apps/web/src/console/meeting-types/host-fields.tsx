import { Checkbox, CheckboxGroup, FieldError, Label } from 'react-aria-components';
import type { Host } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import type { DraftFields } from './draft-fields.js';
import { useProblemWords } from './problem-words.js';

const ASSIGNMENTS = ['single', 'roundRobin', 'collective'] as const;
const CONFIRMATIONS = ['instant', 'approval', 'doubleOptIn'] as const;

/** Who takes the meeting, and how it becomes certain. */
export const HostFields = ({ draft, problems, hosts, onChange }: DraftFields & { readonly hosts: readonly Host[] }) => {
  const { editor, types } = useTexts();
  const words = useProblemWords();
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
        <FieldError className="wrong">{words(problems.hostIds)}</FieldError>
      </CheckboxGroup>
      {draft.hostIds.length > 1 && (
        <Choice
          label={editor.assignment}
          hint={editor.assignmentHint[draft.assignment]}
          value={draft.assignment}
          options={ASSIGNMENTS.map((value) => ({ value, label: types.assignment[value] }))}
          onChange={(assignment) => onChange({ ...draft, assignment })}
        />
      )}
      <Choice
        label={editor.confirming}
        value={draft.confirmation}
        options={CONFIRMATIONS.map((value) => ({ value, label: types.confirmation[value] }))}
        onChange={(confirmation) => onChange({ ...draft, confirmation })}
      />
    </fieldset>
  );
};
