import { type FormEvent } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { Question } from '../api/client.js';
import { useMessages } from '../messages/language.js';
import type { Details } from './details.js';
import { FocusHeading } from './focus-heading.js';
import { QuestionField } from './question-field.js';

interface DetailsFormProps {
  /** The chosen time as a person reads it. */
  readonly when: string;
  readonly details: Details;
  readonly questions: readonly Question[];
  /** By the name of the field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly notice: string | null;
  readonly isSending: boolean;
  readonly onChange: (details: Details) => void;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

/** Who books, and what the host wants to know. */
export const DetailsForm = (props: DetailsFormProps) => {
  const messages = useMessages();
  const { when, details, questions, errors, notice, isSending, onChange, onBack, onSend } = props;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isSending) onSend();
  };
  return (
    <section>
      <FocusHeading>{messages.yourDetails}</FocusHeading>
      <p className="chosen">
        <strong>{when}</strong>{' '}
        <Button className="link-button" onPress={onBack}>
          {messages.changeTime}
        </Button>
      </p>
      {notice !== null && (
        <p role="alert" className="notice">
          {notice}
        </p>
      )}
      <Form onSubmit={send} validationErrors={errors} className="form">
        <TextField
          name="attendee.name"
          autoComplete="name"
          isRequired
          value={details.name}
          onChange={(name) => onChange({ ...details, name })}
          className="field"
        >
          <Label>{messages.name}</Label>
          <Input maxLength={200} />
          <FieldError className="wrong" />
        </TextField>
        <TextField
          name="attendee.email"
          type="email"
          autoComplete="email"
          isRequired
          value={details.email}
          onChange={(email) => onChange({ ...details, email })}
          className="field"
        >
          <Label>{messages.email}</Label>
          <Input maxLength={254} />
          <Text slot="description" className="quiet">
            {messages.emailHint}
          </Text>
          <FieldError className="wrong" />
        </TextField>
        {questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            value={details.answers[question.id]}
            onChange={(value) => onChange({ ...details, answers: { ...details.answers, [question.id]: value } })}
          />
        ))}
        <TextField
          name="note"
          value={details.note}
          onChange={(note) => onChange({ ...details, note })}
          className="field"
        >
          <Label>{messages.note}</Label>
          <TextArea rows={3} maxLength={2000} />
          <FieldError className="wrong" />
        </TextField>
        <Button type="submit" className="primary" isPending={isSending}>
          {isSending ? messages.booking : messages.book}
        </Button>
      </Form>
    </section>
  );
};
