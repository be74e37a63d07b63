import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, ApiError, dataOf } from '../../api/client.js';
import { refetchLinks, updateCachedLinks } from '../api/changes.js';
import { useLiveLink } from '../api/queries.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Link } from '../api/shapes.js';
import { plainLanguageName } from '../ui/language-name.js';
import { StatusBadge } from '../links/link-labels.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton, CopyButton } from '../ui/buttons.js';
import { Choice, TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { MailLink } from './mail-link.js';
import { useShareTexts, type ChosenTexts } from './use-share-texts.js';
import { useTimeFormat } from '../ui/use-time-format.js';

interface ActiveLinkProps {
  readonly link: Link;
  /** True if the link was made here, in place of the one that was shown before. */
  readonly isRefreshed: boolean;
  readonly onRefreshed: (link: Link) => void;
}

/** Shows an active link to copy or refresh, with texts to send. A link that has ended is not offered. */
export const ActiveLink = ({ link, isRefreshed, onRefreshed }: ActiveLinkProps) => {
  const texts = useTexts();
  const { share } = texts;
  const { day } = useTimeFormat();
  const refreshing = useRegenerateLink(link.id, onRefreshed);
  const [isConfirming, setConfirming] = useState(false);
  const { status } = useLiveLink(link);
  const chosen = useShareTexts(link);
  const refresh = (): void => refreshing.mutate(undefined, { onSuccess: () => setConfirming(false) });
  const isUsed = refreshing.error instanceof ApiError && refreshing.error.slug === 'link-consumed';
  // During a refresh the dialog stays open and shows the outcome.
  if (status !== 'active' && !isConfirming) {
    return (
      <section className="made-link">
        <p role="status" className="notice">
          <StatusBadge status={status} /> {share.ended}
        </p>
      </section>
    );
  }
  return (
    <section className="made-link">
      {link.url === undefined ? (
        <p className="notice">{share.unreadable}</p>
      ) : (
        <TextInput label={share.link} value={link.url} isReadOnly onChange={() => undefined} />
      )}
      <p className="quiet hint">{share.validUntil(day(link.expiresAt))}</p>
      <div className="buttons">
        {link.url !== undefined && (
          <CopyButton text={link.url} look="primary" key={link.url}>
            {share.copyLink}
          </CopyButton>
        )}
        {link.url !== undefined && <MailLink link={link} draft={chosen?.texts.email} />}
        <ActionButton onPress={() => setConfirming(true)}>{share.refresh}</ActionButton>
      </div>
      {link.recipient?.email === undefined && <p className="quiet hint">{share.sendNeedsEmail}</p>}
      <p role="status" className="done">
        {isRefreshed ? share.refreshed : ''}
      </p>
      {isConfirming && (
        <ConfirmDialog
          title={share.refreshTitle}
          warning={share.refreshWarning}
          yes={share.refreshNow}
          isBusy={refreshing.isPending}
          problem={refreshing.isError ? (isUsed ? share.usedMeanwhile : errorText(refreshing.error, texts)) : null}
          onYes={refresh}
          onNo={() => {
            setConfirming(false);
            refreshing.reset();
          }}
        />
      )}
      {chosen !== null && <ShareTexts {...chosen} />}
    </section>
  );
};

/** Shows the e-mail and the message to send, each with a copy button. */
const ShareTexts = ({ texts, language, languages, onChoose }: ChosenTexts) => {
  const { share } = useTexts();
  return (
    <section className="share-texts">
      <h3>{share.ready}</h3>
      <Choice
        label={share.textLanguage}
        value={language}
        options={languages.map((tag) => ({ value: tag, label: plainLanguageName(tag) }))}
        onChange={onChoose}
      />
      <article>
        <h4>{share.emailText}</h4>
        <p>
          <span className="quiet">{share.subject}:</span> {texts.email.subject}
        </p>
        <pre>{texts.email.body}</pre>
        <div className="buttons">
          <CopyButton text={texts.email.body} key={texts.email.body}>
            {share.copyEmail}
          </CopyButton>
          <CopyButton text={texts.email.subject} key={texts.email.subject}>
            {share.copySubject}
          </CopyButton>
        </div>
      </article>
      <article>
        <h4>{share.message}</h4>
        <pre>{texts.message}</pre>
        <div className="buttons">
          <CopyButton text={texts.message} key={texts.message}>
            {share.copyMessage}
          </CopyButton>
        </div>
      </article>
    </section>
  );
};

/**
 * Regenerates the link; the old one stops working at once. A link has one successor, so a repeated press gets the first
 * answer instead of a refusal. `onRegenerated` is called even if this component has been unmounted.
 */
const useRegenerateLink = (
  id: string,
  onRegenerated: (newLink: Link) => void,
): UseMutationResult<Link, Error, void> => {
  const queries = useQueryClient();
  // The key belongs to one link; another link with the same key would be refused.
  const { header } = useMemo(() => ({ id, header: idempotencyHeader() }), [id]);
  return useMutation({
    mutationFn: () => dataOf(api.POST('/v1/links/{id}/regenerate', { body: {}, params: { path: { id }, header } })),
    onSuccess: (newLink) => {
      // Before refetching, so that open views switch to the new link at once.
      updateCachedLinks(queries, [newLink]);
      onRegenerated(newLink);
    },
    onSettled: () => refetchLinks(queries, [id]),
  });
};
