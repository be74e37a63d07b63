import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import { TextLine } from '../ui/text-line.js';
import type { Draft } from './draft.js';
import type { DraftFields } from './draft-fields.js';
import { useProblemWords } from './problem-words.js';

type NumberField = {
  [Name in keyof Draft]: Draft[Name] extends string ? Name : never;
}[keyof Draft];

/** When it can be booked: rhythm, room around it, notice, how far ahead. */
export const TimeFields = ({ draft, problems, onChange }: DraftFields) => {
  const { editor, common } = useTexts();
  const words = useProblemWords();
  const field = (name: NumberField, label: string, extra: { hint?: string; type?: 'date' } = {}) => (
    <TextLine
      type="number"
      label={label}
      value={draft[name]}
      error={words(problems[name])}
      onChange={(value) => onChange({ ...draft, [name]: value })}
      {...extra}
    />
  );
  return (
    <fieldset className="card fields">
      <legend>{editor.when}</legend>
      {field('interval', common.optional(editor.interval), { hint: editor.intervalHint })}
      <div className="pair">
        {field('bufferBefore', editor.bufferBefore)}
        {field('bufferAfter', editor.bufferAfter)}
      </div>
      <div className="pair">
        {field('noticeHours', editor.notice)}
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
