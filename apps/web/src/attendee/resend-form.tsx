import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Form } from 'react-aria-components';
import { api, ApiError, dataOf } from '../api/client.js';
import { useMessages } from '../messages/language.js';
import { looksLikeEmail } from '../shared/email-address.js';
import { BusyButton } from './busy-button.js';
import { FormField } from './form-fields.js';

/** Mails the booking's manage link again. The answer is the same for every address, so that it reveals none. */
export const ResendForm = ({ token }: { readonly token: string }) => {
  const messages = useMessages();
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const sending = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/public/links/{token}/resend-manage-link', {
          params: { path: { token } },
          body: { email: email.trim() },
        }),
      ),
    onError: (error) => setWrong(error instanceof ApiError && error.slug === 'validation-failed'),
  });
  if (sending.isSuccess) {
    return (
      <p role="status" className="notice good">
        {messages.resent}
      </p>
    );
  }
  const { error } = sending;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (looksLikeEmail(email)) sending.mutate();
    else setWrong(true);
  };
  return (
    <Form onSubmit={send} validationBehavior="aria" className="form">
      {error !== null && !isWrong && (
        <p role="alert" className="notice">
          {error instanceof ApiError && error.problem?.status === 429 ? messages.tooMany : messages.tryAgain}
        </p>
      )}
      <FormField
        name="email"
        label={messages.emailBookedWith}
        type="email"
        autoComplete="email"
        isRequired
        value={email}
        error={isWrong ? messages.emailWrong : undefined}
        maxLength={254}
        onChange={(typed) => {
          setEmail(typed);
          setWrong(false);
        }}
      />
      <BusyButton type="submit" className="secondary" isBusy={sending.isPending}>
        {messages.resend}
      </BusyButton>
    </Form>
  );
};
