import type { Mail } from '@bookonce/kernel/ports/mailer';

export interface SignIn {
  /** Id of the SignInLinkIssued event: the mail's effect id derives from it, so a replay repeats it (I14). */
  readonly eventId: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceName: string;
  readonly signInUrl: string;
}

export const signInMail = ({ eventId, name, email, workspaceName, signInUrl }: SignIn): Mail => ({
  effectId: `${eventId}/sign-in`,
  to: { name, email },
  subject: `Sign in to ${workspaceName}`,
  text: [
    `Hello ${name},`,
    '',
    `with this link you sign in to the console of "${workspaceName}":`,
    signInUrl,
    '',
    'It works once, for 15 minutes. If you did not ask for it, leave it: nobody can sign in without this mail.',
  ].join('\n'),
});
