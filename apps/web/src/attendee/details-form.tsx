import { answerTo } from '../shared/question-answers.js';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button, Form } from 'react-aria-components';
import type { PublicLink } from '../api/client.js';
import { useMessages } from '../messages/language.js';
import { BusyButton } from './busy-button.js';
import { answerPath, type Details, type FieldErrors } from './details.js';
import { FocusHeading } from './focus-heading.js';
import { FormField, QuestionField } from './form-fields.js';
import { GuestFields } from './guest-fields.js';

interface DetailsFormProps {
  /** The chosen time, formatted for the attendee. */
  readonly when: string;
  /** The zone of that time. */
  readonly zone: string;
  readonly details: Details;
  readonly link: PublicLink;
  readonly errors: FieldErrors;
  readonly notice: string | null;
  readonly isSending: boolean;
  /** `name` is the field that changed. */
  readonly onChange: (details: Details, name: string) => void;
  readonly onBack: () => void;
  readonly onSend: () => void;
  /** Shown after the button. */
  readonly children?: ReactNode;
}

/** Asks for name and e-mail address, and the meeting type's own questions. */
export const DetailsForm = (props: DetailsFormProps) => {
  const messages = useMessages();
  const { when, zone, details, link, errors, notice, isSending, onChange, onBack, onSend, children } = props;
  const { questions, maxGuests } = link.meetingType;
  const isRequest = link.confirmation === 'approval';
  const needsOptIn = link.confirmation === 'doubleOptIn' || link.recipientOnly === true;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Move the focus to the first invalid field.
    if (notice !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [notice]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isSending) onSend();
  };
  return (
    <section>
      <FocusHeading>{messages.yourDetails}</FocusHeading>
      <p className="chosen">
        <strong>{when}</strong> <span className="quiet">({zone})</span>{' '}
        <Button className="link-button" onPress={onBack}>
          {messages.changeTime}
        </Button>
      </p>
      {notice !== null && (
        <p role="alert" className="notice">
          {notice}
        </p>
      )}
      <Form onSubmit={send} validationBehavior="aria" ref={form} className="form">
        <FormField
          name="attendee.name"
          label={messages.name}
          autoComplete="name"
          isRequired
          value={details.name}
          error={errors['attendee.name']}
          maxLength={200}
          onChange={(name) => onChange({ ...details, name }, 'attendee.name')}
        />
        <FormField
          name="attendee.email"
          label={messages.email}
          hint={needsOptIn ? messages.emailHintOptIn : isRequest ? messages.emailHintRequest : messages.emailHint}
          type="email"
          autoComplete="email"
          isRequired
          value={details.email}
          error={errors['attendee.email']}
          maxLength={254}
          onChange={(email) => onChange({ ...details, email }, 'attendee.email')}
        />
        {questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            value={answerTo(question.id, details.answers)}
            error={errors[answerPath(question)]}
            onChange={(value) =>
              onChange({ ...details, answers: { ...details.answers, [question.id]: value } }, answerPath(question))
            }
          />
        ))}
        {maxGuests > 0 && (
          <GuestFields
            guests={details.guests}
            most={maxGuests}
            errors={errors}
            onChange={(guests, name) => onChange({ ...details, guests }, name)}
          />
        )}
        <FormField
          name="note"
          label={messages.optional(messages.noteFor(link.hosts.length === 1 ? link.hosts[0]?.name : undefined))}
          rows={3}
          value={details.note}
          error={errors['note']}
          maxLength={2_000}
          onChange={(note) => onChange({ ...details, note }, 'note')}
        />
        <BusyButton type="submit" className="primary" isBusy={isSending}>
          {isSending
            ? isRequest
              ? messages.requesting
              : messages.booking
            : isRequest
              ? messages.request
              : messages.book}
        </BusyButton>
      </Form>
      {children}
    </section>
  );
};
