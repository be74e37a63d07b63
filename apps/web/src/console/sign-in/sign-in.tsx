import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { api, ApiError, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import type { Session } from '../api/shapes.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { TextLine } from '../ui/fields.js';
import { PageTitle } from '../ui/page.js';
import { looksLikeEmail } from '../../shared/email-address.js';

const current = async (): Promise<Session | null> => {
  try {
    return await dataOf(api.GET('/v1/sessions/current'));
  } catch (error) {
    if (error instanceof ApiError && error.problem?.status === 401) return null;
    throw error;
  }
};

/** Who is signed in with this browser; null where nobody is. */
export const useSession = (): UseQueryResult<Session | null> =>
  useQuery({ queryKey: keys.session, queryFn: current, refetchOnWindowFocus: 'always' });

/** Ends the session, and forgets all that it showed. */
export const useSignOut = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { response } = await api.DELETE('/v1/sessions/current');
      if (!response.ok && response.status !== 401) throw new ApiError(null);
    },
    onSuccess: () => {
      queries.setQueryData(keys.session, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
    },
  });
};

/** What is before the console: one card in the middle. */
const DoorStep = ({ children }: { readonly children: ReactNode }) => (
  <main className="door-step">
    <p className="brand">Bookonce</p>
    <div className="card">{children}</div>
  </main>
);

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

/** Where the link of the mail leads. It signs in at a press: what only opens links, such as a mail scanner, uses up nothing. */
export const ConfirmSignIn = ({ token }: { readonly token: string }) => {
  const texts = useTexts();
  const { signIn } = texts;
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const entering = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/sessions', { body: { token } })),
    onSuccess: (session) => {
      queries.setQueryData(keys.session, session);
      // The address with the token does not stay in the history of the browser.
      navigate('/', { replace: true });
    },
  });
  const isEnded = entering.error instanceof ApiError && entering.error.problem?.status === 410;
  return (
    <DoorStep>
      <PageTitle title={signIn.confirmTitle} {...(isEnded ? {} : { lead: signIn.confirmLead })} />
      {entering.isError && (
        <p role="alert" className="notice">
          {isEnded ? signIn.ended : wordsFor(entering.error, texts)}
        </p>
      )}
      {isEnded ? (
        <Action look="primary" onPress={() => navigate('/', { replace: true })}>
          {signIn.askAgain}
        </Action>
      ) : (
        <Action look="primary" isBusy={entering.isPending || entering.isSuccess} onPress={() => entering.mutate()}>
          {entering.isPending ? signIn.confirming : signIn.confirm}
        </Action>
      )}
    </DoorStep>
  );
};
