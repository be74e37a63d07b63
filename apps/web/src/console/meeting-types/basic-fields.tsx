import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import { TextLine } from '../ui/text-line.js';
import type { DraftFields } from './draft-fields.js';
import { useProblemWords } from './problem-words.js';

/** What it is: name, description, length, place. */
export const BasicFields = ({ draft, problems, onChange }: DraftFields) => {
  const { editor, common, types } = useTexts();
  const words = useProblemWords();
  const places = (['video', 'phone', 'inPerson'] as const).map((value) => ({ value, label: types.place[value] }));
  return (
    <fieldset className="card fields">
      <legend>{editor.basics}</legend>
      <TextLine
        label={editor.name}
        hint={editor.nameHint}
        value={draft.name}
        maxLength={200}
        isRequired
        error={words(problems.name)}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextLine
        label={common.optional(editor.description)}
        rows={3}
        maxLength={5000}
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
      />
      <div className="pair">
        <TextLine
          label={editor.duration}
          type="number"
          value={draft.duration}
          isRequired
          error={words(problems.duration)}
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
        <TextLine
          label={common.optional(editor.placeValue[draft.place])}
          value={draft.placeValue}
          maxLength={500}
          onChange={(placeValue) => onChange({ ...draft, placeValue })}
        />
      )}
    </fieldset>
  );
};
