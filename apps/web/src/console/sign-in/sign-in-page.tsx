import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, dataOf } from '../../api/client.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { PageTitle } from '../ui/page-title.js';
import { TextLine } from '../ui/text-line.js';
import { wordsFor } from '../ui/words-for.js';
import { DoorStep } from './door-step.js';

/** Asks for the address to send a sign-in link to. Nobody learns here whose address is known. */
export const SignInPage = () => {
  const texts = useTexts();
  const { signIn, share } = texts;
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const asking = useMutation({
    mutationFn: (address: string) => dataOf(api.POST('/v1/sign-in-links', { body: { email: address } })),
  });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    const address = email.trim();
    setWrong(!looksLikeEmail(address));
    if (looksLikeEmail(address)) asking.mutate(address);
  };
  if (asking.isSuccess) {
    return (
      <DoorStep>
        <PageTitle title={signIn.sentTitle} />
        <p role="status">{signIn.sent(email.trim())}</p>
        <p className="quiet">{signIn.sentHint}</p>
        <Action onPress={asking.reset}>{signIn.another}</Action>
      </DoorStep>
    );
  }
  return (
    <DoorStep>
      <PageTitle title={signIn.title} lead={signIn.lead} />
      <form className="form" onSubmit={ask} noValidate>
        <TextLine
          label={signIn.email}
          type="email"
          autoComplete="email"
          value={email}
          isRequired
          error={isWrong ? share.emailWrong : null}
          onChange={setEmail}
        />
        {asking.isError && (
          <p role="alert" className="notice">
            {wordsFor(asking.error, texts)}
          </p>
        )}
        <Action type="submit" look="primary" isBusy={asking.isPending}>
          {asking.isPending ? signIn.sending : signIn.send}
        </Action>
      </form>
    </DoorStep>
  );
};
