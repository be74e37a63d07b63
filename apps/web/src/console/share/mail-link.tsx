import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { refetchLinks } from '../api/changes.js';
import { useLiveLink } from '../api/queries.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Link } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { refusedField } from '../ui/refused-fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { type MailBody, MailDialog } from './mail-dialog.js';
import { mailtoHref } from './mailto-href.js';

interface MailLinkProps {
  readonly link: Link;
  /** The draft that the mail program opens with. */
  readonly draft: NonNullable<Link['shareTexts']>['email'] | undefined;
}

/** Two ways to mail a link: the service sends it to its recipient, or the host's own mail program opens. */
export const MailLink = ({ link, draft }: MailLinkProps) => {
  const { share } = useTexts();
  const email = link.recipient?.email;
  return (
    <>
      {email !== undefined && <SendButton key={link.id} link={link} email={email} />}
      {draft !== undefined && (
        <a className="secondary" href={mailtoHref(email, draft)}>
          {share.openMail}
        </a>
      )}
    </>
  );
};

/** Mails the link. The service makes every mail after the first one a reminder, so the words say so before and after. */
const SendButton = ({ link, email }: { readonly link: Link; readonly email: string }) => {
  const { share } = useTexts();
  const live = useLiveLink(link);
  const [isAsking, setAsking] = useState(false);
  const [sentAt, setSentAt] = useState<string>();
  const [outcome, setOutcome] = useState('');
  const mailedAt = sentAt ?? live.mailedAt;
  return (
    <span className="copy">
      <ActionButton
        onPress={() => {
          // Screen readers announce the outcome of a second mail only if the text changes.
          setOutcome('');
          setAsking(true);
        }}
      >
        {mailedAt === undefined ? share.sendByEmail : share.sendReminder}
      </ActionButton>
      <span role="status" className="done">
        {outcome}
      </span>
      {isAsking && (
        <SendDialog
          link={link}
          email={email}
          lastMailedAt={mailedAt}
          onSent={(sent, wasFirst) => {
            setSentAt(sent.mailedAt);
            setOutcome(wasFirst ? share.sentTo(email) : share.reminderSentTo(email));
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
};

interface SendDialogProps {
  readonly link: Link;
  readonly email: string;
  /** Undefined before the first mail. */
  readonly lastMailedAt: string | undefined;
  readonly onSent: (link: Link, wasFirst: boolean) => void;
  readonly onClose: () => void;
}

/** Each opening is a request of its own: it has its own key, message and refusal. */
const SendDialog = ({ link: { id }, email, lastMailedAt, onSent, onClose }: SendDialogProps) => {
  const texts = useTexts();
  const { share, links: t } = texts;
  const queries = useQueryClient();
  const problemText = useProblemText();
  const { shortTime } = useTimeFormat();
  // Another tab's mail must not turn the words around under the reader's eyes.
  const [mailedAt] = useState(lastMailedAt);
  const isFirst = mailedAt === undefined;
  const [idempotency, setIdempotency] = useState(idempotencyHeader);
  const sending = useMutation({
    mutationFn: (body: MailBody) =>
      dataOf(api.POST('/v1/links/{id}/send', { body, params: { path: { id }, header: idempotency } })),
    onSuccess: (sent) => onSent(sent, isFirst),
    onSettled: () => refetchLinks(queries, [id]),
  });
  return (
    <MailDialog
      title={isFirst ? share.sendTitle : t.mailTitle.remind(1)}
      warning={isFirst ? share.sendHint(email) : share.reminderHint(email, shortTime(mailedAt))}
      yes={isFirst ? t.send : share.sendReminder}
      isBusy={sending.isPending}
      problem={sending.isError ? errorText(sending.error, texts) : null}
      refusal={sending.error}
      messageProblem={problemText(refusedField(sending.error))}
      onEdit={() => {
        // Another message is another request.
        if (sending.isError) setIdempotency(idempotencyHeader());
        sending.reset();
      }}
      onSend={(body) => sending.mutate(body)}
      onClose={onClose}
    />
  );
};
