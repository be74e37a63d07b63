import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { api, ApiError, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { PageTitle } from '../ui/page-title.js';
import { wordsFor } from '../ui/words-for.js';
import { DoorStep } from './door-step.js';

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
