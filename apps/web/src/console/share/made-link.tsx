import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, ApiError, dataOf } from '../../api/client.js';
import { followLinks, rememberLinks } from '../api/changes.js';
import { useFollowedLink } from '../api/queries.js';
import { onceHeader } from '../api/requests.js';
import type { Link } from '../api/shapes.js';
import { StatusBadge } from '../links/link-labels.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action, CopyButton } from '../ui/buttons.js';
import { TextLine } from '../ui/fields.js';
import { Question } from '../ui/panel.js';
import { useMoments } from '../ui/use-moments.js';

interface MadeLinkProps {
  readonly link: Link;
  readonly onRefreshed: (link: Link) => void;
}

/** A link that can be sent: to copy, to replace by a new one, and in the texts to send it with. A dead one is not offered. */
export const MadeLink = ({ link, onRefreshed }: MadeLinkProps) => {
  const texts = useTexts();
  const { share } = texts;
  const { day } = useMoments();
  const refreshing = useRefreshLink(link.id, onRefreshed);
  const [isAsking, setAsking] = useState(false);
  const { status } = useFollowedLink(link);
  const refresh = (): void => refreshing.mutate(undefined, { onSuccess: () => setAsking(false) });
  const isUsed = refreshing.error instanceof ApiError && refreshing.error.slug === 'link-consumed';
  // While it is being replaced from here, the question says what comes of it.
  if (status !== 'active' && !isAsking) {
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
      <TextLine label={share.link} value={link.url} isReadOnly onChange={() => undefined} />
      <p className="quiet hint">{share.validUntil(day(link.expiresAt))}</p>
      <div className="buttons">
        <CopyButton text={link.url} look="primary" key={link.url}>
          {share.copyLink}
        </CopyButton>
        <Action onPress={() => setAsking(true)}>{share.refresh}</Action>
      </div>
      <p role="status" className="done">
        {link.replaces === undefined ? '' : share.refreshed}
      </p>
      {isAsking && (
        <Question
          title={share.refreshTitle}
          warning={share.refreshWarning}
          yes={share.refreshNow}
          isBusy={refreshing.isPending}
          problem={refreshing.isError ? (isUsed ? share.usedMeanwhile : wordsFor(refreshing.error, texts)) : null}
          onYes={refresh}
          onNo={() => {
            setAsking(false);
            refreshing.reset();
          }}
        />
      )}
      <ShareTexts texts={link.shareTexts} />
    </section>
  );
};

/** Ready-made words for an e-mail and for a message, each to copy. */
const ShareTexts = ({ texts }: { readonly texts: Link['shareTexts'] }) => {
  const { share } = useTexts();
  return (
    <section className="share-texts">
      <h3>{share.ready}</h3>
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
 * Puts a new link in the place of one, which stops working at once. One link has one successor: a second press gets the answer
 * of the first, and not a refusal that would leave the dead link in sight. `onMade` is told of it also where the list has taken
 * the old one away meanwhile, and with it whoever asked.
 */
const useRefreshLink = (id: string, onMade: (made: Link) => void): UseMutationResult<Link, Error, void> => {
  const queries = useQueryClient();
  // Another link is another call: its key would be refused for it.
  const header = useMemo(() => ({ id, once: onceHeader() }), [id]).once;
  return useMutation({
    mutationFn: () => dataOf(api.POST('/v1/links/{id}/regenerate', { body: {}, params: { path: { id }, header } })),
    onSuccess: (made) => {
      // At once, so that what shows links can go on with the new one.
      rememberLinks(queries, [made]);
      onMade(made);
    },
    onSettled: () => followLinks(queries, [id]),
  });
};
