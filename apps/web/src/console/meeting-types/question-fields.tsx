import { Checkbox } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { Choice, TextLine } from '../ui/fields.js';
import type { QuestionDraft } from './draft.js';
import { type DraftFields, useProblemWords } from './draft-fields.js';

const TYPES = ['text', 'longText', 'select', 'checkbox'] as const;
const MOST_QUESTIONS = 20;

/** What the attendee is asked besides name and e-mail. */
export const QuestionFields = ({ draft, problems, onChange }: DraftFields) => {
  const { editor } = useTexts();
  const words = useProblemWords();
  const { questions } = draft;
  const change = (changed: QuestionDraft): void =>
    onChange({ ...draft, questions: questions.map((one) => (one.id === changed.id ? changed : one)) });
  const add = (): void => {
    const id = `q_${crypto.randomUUID().slice(0, 8)}`;
    const question: QuestionDraft = { id, label: '', type: 'text', required: false, options: '' };
    onChange({ ...draft, questions: [...questions, question] });
  };
  return (
    <fieldset className="card fields">
      <legend>{editor.questions}</legend>
      {questions.map((question, index) => (
        <QuestionEditor
          key={question.id}
          number={index + 1}
          question={question}
          error={words(problems[`question.${question.id}`])}
          onChange={change}
          onRemove={() => onChange({ ...draft, questions: questions.filter(({ id }) => id !== question.id) })}
        />
      ))}
      {questions.length < MOST_QUESTIONS && (
        <div>
          <Action onPress={add}>{editor.addQuestion}</Action>
        </div>
      )}
    </fieldset>
  );
};

interface QuestionEditorProps {
  readonly number: number;
  readonly question: QuestionDraft;
  readonly error: string | null;
  readonly onChange: (question: QuestionDraft) => void;
  readonly onRemove: () => void;
}

const QuestionEditor = ({ number, question, error, onChange, onRemove }: QuestionEditorProps) => {
  const { editor, common } = useTexts();
  const isList = question.type === 'select';
  return (
    <div role="group" aria-label={editor.question(number)} className="question-editor">
      <TextLine
        label={editor.question(number)}
        value={question.label}
        maxLength={200}
        error={isList && question.label.trim() !== '' ? null : error}
        onChange={(label) => onChange({ ...question, label })}
      />
      <Choice
        label={editor.questionType}
        value={question.type}
        options={TYPES.map((value) => ({ value, label: editor.types[value] }))}
        onChange={(type) => onChange({ ...question, type })}
      />
      {isList && (
        <TextLine
          label={editor.options}
          rows={3}
          value={question.options}
          error={question.label.trim() === '' ? null : error}
          onChange={(options) => onChange({ ...question, options })}
        />
      )}
      <div className="buttons">
        <Checkbox
          className="check"
          isSelected={question.required}
          onChange={(required) => onChange({ ...question, required })}
        >
          <span className="box" aria-hidden="true" />
          {editor.mustAnswer}
        </Checkbox>
        <Action look="secondary quiet-danger" onPress={onRemove} label={`${common.remove}: ${editor.question(number)}`}>
          {common.remove}
        </Action>
      </div>
    </div>
  );
};
