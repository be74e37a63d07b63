import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { api, ApiError, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import type { Session } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem, TextInput, useFocusOnError } from '../ui/fields.js';
import { PageTitle } from '../ui/page.js';
import { refusedField } from '../ui/refused-fields.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import { useServiceNow } from '../../shared/service-time.js';
import { lastSession, whySignedOut } from './last-session.js';

const current = async (): Promise<Session | null> => {
  try {
    const session = await dataOf(api.GET('/v1/sessions/current'));
    lastSession.update(session);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.problem?.status === 401) return null;
    throw error;
  }
};

/** The current session; null if signed out. */
export const useSession = (): UseQueryResult<Session | null> =>
  useQuery({ queryKey: keys.session, queryFn: current, refetchOnWindowFocus: 'always' });

/** Ends the session and clears cached data. */
export const useSignOut = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      // Before the session ends, which other tabs learn at once.
      const last = lastSession.read();
      lastSession.forget();
      try {
        const { response } = await api.DELETE('/v1/sessions/current');
        if (!response.ok && response.status !== 401) throw new ApiError(null);
      } catch (error) {
        // The session goes on.
        if (last !== null) lastSession.begin(last);
        throw error;
      }
    },
    onSuccess: () => {
      queries.setQueryData(keys.session, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
    },
  });
};

/** The layout of the sign-in pages: one centred card. */
const SignInLayout = ({ children }: { readonly children: ReactNode }) => (
  <main className="door-step">
    <p className="brand">Bookonce</p>
    <div className="card">{children}</div>
  </main>
);

/** Sends a sign-in link. The answer is the same for every address, so that it reveals none. */
export const SignInPage = () => {
  const texts = useTexts();
  const { signIn, share } = texts;
  const serviceNow = useServiceNow();
  const [why] = useState(() => whySignedOut(lastSession.read(), serviceNow().getTime()));
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const asking = useMutation({
    mutationFn: (address: string) => dataOf(api.POST('/v1/sign-in-links', { body: { email: address } })),
  });
  const form = useFocusOnError<HTMLFormElement>(asking.error);
  const ask = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const address = email.trim();
    setWrong(!looksLikeEmail(address));
    if (looksLikeEmail(address)) asking.mutate(address);
    else focusFirstProblem(event.currentTarget);
  };
  if (asking.isSuccess) {
    return (
      <SignInLayout>
        <PageTitle title={signIn.sentTitle} />
        <p role="status">{signIn.sent(email.trim())}</p>
        <p className="quiet">{signIn.sentHint}</p>
        <ActionButton onPress={asking.reset}>{signIn.another}</ActionButton>
      </SignInLayout>
    );
  }
  return (
    <SignInLayout>
      <PageTitle title={signIn.title} lead={signIn.lead} />
      {why !== null && (
        <p role="alert" className="notice">
          {signIn.why[why]}
        </p>
      )}
      <form ref={form} className="form" onSubmit={ask} noValidate>
        <TextInput
          label={signIn.email}
          type="email"
          autoComplete="email"
          value={email}
          isRequired
          error={isWrong || refusedField(asking.error) !== null ? share.emailWrong : null}
          onChange={setEmail}
        />
        {asking.isError && refusedField(asking.error) === null && (
          <p role="alert" className="notice">
            {errorText(asking.error, texts)}
          </p>
        )}
        <ActionButton type="submit" look="primary" isBusy={asking.isPending}>
          {asking.isPending ? signIn.sending : signIn.send}
        </ActionButton>
      </form>
    </SignInLayout>
  );
};

/** The target of the mailed link. Signing in needs a press, so that mail scanners that open links do not use it up. */
export const ConfirmSignIn = ({ token }: { readonly token: string }) => {
  const texts = useTexts();
  const { signIn } = texts;
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const entering = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/sessions', { body: { token } })),
    onSuccess: (session) => {
      lastSession.begin(session);
      queries.setQueryData(keys.session, session);
      // `replace` keeps the token out of the browser's history.
      navigate('/', { replace: true });
    },
  });
  const isEnded = entering.error instanceof ApiError && entering.error.problem?.status === 410;
  return (
    <SignInLayout>
      <PageTitle title={signIn.confirmTitle} {...(isEnded ? {} : { lead: signIn.confirmLead })} />
      {entering.isError && (
        <p role="alert" className="notice">
          {isEnded ? signIn.ended : errorText(entering.error, texts)}
        </p>
      )}
      {isEnded ? (
        <ActionButton look="primary" onPress={() => navigate('/', { replace: true })}>
          {signIn.askAgain}
        </ActionButton>
      ) : (
        <ActionButton
          look="primary"
          isBusy={entering.isPending || entering.isSuccess}
          onPress={() => entering.mutate()}
        >
          {entering.isPending ? signIn.confirming : signIn.confirm}
        </ActionButton>
      )}
    </SignInLayout>
  );
};
