import { useState } from 'react';
import { ApiError } from '../../api/client.js';
import { useFollowedLink } from '../api/queries.js';
import type { Link } from '../api/shapes.js';
import { StatusBadge } from '../links/status-badge.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Question } from '../ui/question.js';
import { TextLine } from '../ui/text-line.js';
import { useMoments } from '../ui/use-moments.js';
import { wordsFor } from '../ui/words-for.js';
import { ShareTexts } from './share-texts.js';
import { useRefreshLink } from './use-share.js';

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
