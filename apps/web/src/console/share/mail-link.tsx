import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { refetchLinks } from '../api/changes.js';
import { useLiveLink } from '../api/queries.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Link } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { refusedField } from '../ui/refused-fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { useTimeFormat } from '../ui/use-time-format.js';
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

/** Mails the link. The service makes every mail after the first one a reminder, so the words say so before. */
const SendButton = ({ link, email }: { readonly link: Link; readonly email: string }) => {
  const { id } = link;
  const texts = useTexts();
  const { share, common, links: t } = texts;
  const queries = useQueryClient();
  const problemText = useProblemText();
  const { shortTime } = useTimeFormat();
  const live = useLiveLink(link);
  const [isAsking, setAsking] = useState(false);
  const [message, setMessage] = useState('');
  const [idempotency, setIdempotency] = useState(idempotencyHeader);
  const sending = useMutation({
    mutationFn: () => {
      const body = message.trim() === '' ? {} : { message: message.trim() };
      return dataOf(api.POST('/v1/links/{id}/send', { body, params: { path: { id }, header: idempotency } }));
    },
    onSuccess: () => {
      setAsking(false);
      setMessage('');
      setIdempotency(idempotencyHeader());
    },
    onSettled: () => refetchLinks(queries, [id]),
  });
  const mailedAt = sending.data?.mailedAt ?? live.mailedAt;
  const isFirst = mailedAt === undefined;
  return (
    <span className="copy">
      <ActionButton onPress={() => setAsking(true)}>{isFirst ? share.sendByEmail : share.sendReminder}</ActionButton>
      <span role="status" className="done">
        {sending.isSuccess ? share.sentTo(email) : ''}
      </span>
      {isAsking && (
        <ConfirmDialog
          title={isFirst ? share.sendTitle : t.mailTitle.remind(1)}
          warning={isFirst ? share.sendHint(email) : share.reminderHint(email, shortTime(mailedAt))}
          yes={isFirst ? t.send : share.sendReminder}
          isDangerous={false}
          isBusy={sending.isPending}
          problem={sending.isError ? errorText(sending.error, texts) : null}
          refusal={sending.error}
          hasEdits={message.trim() !== ''}
          onYes={() => sending.mutate()}
          onNo={() => setAsking(false)}
        >
          <TextInput
            label={common.optional(t.yourMessage)}
            rows={3}
            maxLength={2000}
            value={message}
            error={problemText(refusedField(sending.error))}
            onChange={(typed) => {
              setMessage(typed);
              // Another message is another request.
              if (sending.isError) setIdempotency(idempotencyHeader());
              sending.reset();
            }}
          />
        </ConfirmDialog>
      )}
    </span>
  );
};
