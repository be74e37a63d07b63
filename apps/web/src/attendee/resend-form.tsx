import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { api, ApiError, dataOf } from '../api/client.js';
import { useMessages } from '../messages/language.js';

/** For whoever booked with a used link: has the link to the booking mailed again. Says nothing of whose address it was. */
export const ResendForm = ({ token }: { readonly token: string }) => {
  const messages = useMessages();
  const [email, setEmail] = useState('');
  const sending = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/public/links/{token}/resend-manage-link', {
          params: { path: { token } },
          body: { email: email.trim() },
        }),
      ),
  });
  if (sending.isSuccess) {
    return (
      <p role="status" className="notice good">
        {messages.sentAgain}
      </p>
    );
  }
  const { error } = sending;
  const isWrong = error instanceof ApiError && error.slug === 'validation-failed';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <Form onSubmit={send} validationErrors={isWrong ? { email: messages.emailWrong } : {}} className="form">
      {error !== null && !isWrong && (
        <p role="alert" className="notice">
          {error instanceof ApiError && error.problem?.status === 429 ? messages.tooMany : messages.tryAgain}
        </p>
      )}
      <TextField
        name="email"
        type="email"
        autoComplete="email"
        isRequired
        value={email}
        onChange={setEmail}
        className="field"
      >
        <Label>{messages.emailBookedWith}</Label>
        <Input maxLength={254} />
        <FieldError className="wrong" />
      </TextField>
      <Button type="submit" className="secondary" isPending={sending.isPending}>
        {messages.sendAgain}
      </Button>
    </Form>
  );
};
