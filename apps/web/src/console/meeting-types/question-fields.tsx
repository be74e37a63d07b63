import { Checkbox } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice, TextInput } from '../ui/fields.js';
import { focusSoon } from '../ui/focus-soon.js';
import type { QuestionDraft } from './draft.js';
import { useProblemText } from '../ui/use-problem-text.js';
import type { DraftFields } from './draft-fields.js';
import { MAX_QUESTIONS, newQuestion } from './new-question.js';

const TYPES = ['text', 'longText', 'select', 'checkbox'] as const;

const editorId = (questionId: string): string => `question-${questionId}`;

/** Moves the focus to a question that was just added, perhaps far from the button that added it. */
export const focusQuestion = ({ id }: Pick<QuestionDraft, 'id'>): void =>
  focusSoon(() => document.querySelector<HTMLElement>(`#${editorId(id)} input`));

/** Edits the questions to the attendee. */
export const QuestionFields = ({ draft, problems, onChange }: DraftFields) => {
  const { editor } = useTexts();
  const problemText = useProblemText();
  const { questions } = draft;
  const change = (changed: QuestionDraft): void =>
    onChange({ ...draft, questions: questions.map((one) => (one.id === changed.id ? changed : one)) });
  const add = (): void => {
    const added = newQuestion();
    onChange({ ...draft, questions: [...questions, added] });
    focusQuestion(added);
  };
  return (
    <fieldset className="card fields">
      <legend>{editor.questions}</legend>
      {questions.map((question, index) => (
        <QuestionEditor
          key={question.id}
          number={index + 1}
          question={question}
          error={problemText(problems[`question.${question.id}`])}
          onChange={change}
          onRemove={() => onChange({ ...draft, questions: questions.filter(({ id }) => id !== question.id) })}
        />
      ))}
      {questions.length < MAX_QUESTIONS && (
        <div>
          <ActionButton onPress={add}>{editor.addQuestion}</ActionButton>
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
    <div id={editorId(question.id)} role="group" aria-label={editor.question(number)} className="question-editor">
      <TextInput
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
        <TextInput
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
        <ActionButton
          look="secondary quiet-danger"
          onPress={onRemove}
          label={`${common.remove}: ${editor.question(number)}`}
        >
          {common.remove}
        </ActionButton>
      </div>
    </div>
  );
};
