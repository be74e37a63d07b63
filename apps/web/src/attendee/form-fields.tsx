import {
  Checkbox,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import type { Question } from '../api/client.js';
import type { AnswerValue } from '../shared/question-answers.js';
import { answerPath } from './details.js';
import { useMessages } from '../messages/language.js';

interface FormFieldProps extends Pick<TextFieldProps, 'name' | 'type' | 'autoComplete' | 'isRequired'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Cleared on the next keystroke, so that the layout does not shift under a press of the button. */
  readonly error: string | undefined;
  readonly hint?: string;
  /** Number of rows of a multi-line field; a single-line field if omitted. */
  readonly rows?: number;
  readonly maxLength: number;
}

/** A text field with its label, hint and error. */
export const FormField = ({ label, hint, rows, error, maxLength, ...field }: FormFieldProps) => (
  <TextField {...field} validationBehavior="aria" isInvalid={error !== undefined} className="field">
    <Label>{label}</Label>
    {rows === undefined ? <Input maxLength={maxLength} /> : <TextArea rows={rows} maxLength={maxLength} />}
    {hint !== undefined && (
      <Text slot="description" className="quiet">
        {hint}
      </Text>
    )}
    <FieldError className="wrong">{error}</FieldError>
  </TextField>
);

interface QuestionFieldProps {
  readonly question: Question;
  readonly value: AnswerValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: AnswerValue) => void;
}

/** A field for one of the meeting type's own questions. */
export const QuestionField = ({ question, value, error, onChange }: QuestionFieldProps) => {
  const messages = useMessages();
  const label = question.required ? question.label : messages.optional(question.label);
  const text = typeof value === 'string' ? value : '';
  const name = answerPath(question);
  const errorMessage = error !== undefined && (
    <p id={`${name}-error`} className="wrong">
      {error}
    </p>
  );
  switch (question.type) {
    case 'checkbox':
      return (
        <div>
          <Checkbox
            name={name}
            isSelected={value === true}
            isInvalid={error !== undefined}
            validationBehavior="aria"
            onChange={onChange}
            {...(error === undefined ? {} : { 'aria-describedby': `${name}-error` })}
            className="check"
          >
            <span className="box" aria-hidden="true" />
            {label}
          </Checkbox>
          {errorMessage}
        </div>
      );
    case 'select':
      return (
        <div className="field">
          <label htmlFor={name}>{label}</label>
          <select
            id={name}
            name={name}
            aria-required={question.required}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `${name}-error`}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{messages.choose}</option>
            {question.options.map((option) => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </select>
          {errorMessage}
        </div>
      );
    case 'text':
    case 'longText': {
      const field = { name, label, value: text, error, onChange, maxLength: 5_000, isRequired: question.required };
      return question.type === 'text' ? <FormField {...field} /> : <FormField {...field} rows={4} />;
    }
  }
};
