import { Checkbox, FieldError, Input, Label, TextArea, TextField } from 'react-aria-components';
import type { Question } from '../api/client.js';
import { useMessages } from '../messages/language.js';

export type AnswerValue = string | boolean;

interface QuestionFieldProps {
  readonly question: Question;
  readonly value: AnswerValue | undefined;
  readonly onChange: (value: AnswerValue) => void;
}

/** The name by which the service speaks of the answer when it is wrong. */
export const answerPath = (question: Question): string => `answers.${question.id}`;

/** One of the meeting type's own questions. */
export const QuestionField = ({ question, value, onChange }: QuestionFieldProps) => {
  const messages = useMessages();
  const label = question.required ? question.label : messages.optional(question.label);
  const text = typeof value === 'string' ? value : '';
  const name = answerPath(question);
  switch (question.type) {
    case 'checkbox':
      return (
        <Checkbox
          name={name}
          isSelected={value === true}
          isRequired={question.required}
          onChange={onChange}
          className="check"
        >
          <span className="box" aria-hidden="true" />
          {label}
        </Checkbox>
      );
    case 'select':
      return (
        <div className="field">
          <label htmlFor={name}>{label}</label>
          <select
            id={name}
            name={name}
            required={question.required}
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
        </div>
      );
    case 'text':
    case 'longText':
      return (
        <TextField name={name} value={text} isRequired={question.required} onChange={onChange} className="field">
          <Label>{label}</Label>
          {question.type === 'text' ? <Input /> : <TextArea rows={4} />}
          <FieldError className="wrong" />
        </TextField>
      );
  }
};
