import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { followLinks } from '../api/changes.js';
import type { Link } from '../api/shapes.js';
import { canRemind, canRevoke } from './find-links.js';
import { type Texts, useTexts } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { TextLine } from '../ui/fields.js';
import { Question } from '../ui/panel.js';

interface BulkBarProps {
  readonly links: readonly Link[];
  readonly onDone: () => void;
  /** For one link on its own panel, where nothing is selected. */
  readonly isAlone?: boolean;
}

const revoke = ({ id }: Link): Promise<unknown> =>
  dataOf(api.POST('/v1/links/{id}/revoke', { body: {}, params: { path: { id } } }));

/** What can be done with the links that are selected: withdraw those that are open, remind those who have not booked. */
export const BulkBar = ({ links, onDone, isAlone = false }: BulkBarProps) => {
  const { links: t, common } = useTexts();
  const { progress, run } = useBulk();
  const [asked, setAsked] = useState<'revoke' | 'remind' | null>(null);
  const [message, setMessage] = useState('');
  const [once, setOnce] = useState(() => crypto.randomUUID());
  const revocable = links.filter(canRevoke);
  const remindable = links.filter(canRemind);
  const isRunning = progress?.isRunning === true;
  const words = isRunning ? t.progress(progress.done + progress.failed, progress.of) : null;

  const remind = ({ id }: Link): Promise<unknown> => {
    const body = message.trim() === '' ? {} : { message: message.trim() };
    // One key for each link and question: what is sent again after a lost answer reminds nobody twice.
    const params = { path: { id }, header: { 'Idempotency-Key': `${once}/${id}` } };
    return dataOf(api.POST('/v1/links/{id}/remind', { body, params }));
  };
  const start = (chosen: readonly Link[], work: (link: Link) => Promise<unknown>): void => {
    void run(chosen, work).then(() => {
      setAsked(null);
      setOnce(crypto.randomUUID());
      onDone();
    });
  };

  return (
    <div className={links.length === 0 || isAlone ? 'bulk' : 'bulk active'}>
      {links.length > 0 && !isAlone && <strong>{t.selected(links.length)}</strong>}
      {remindable.length > 0 && <Action onPress={() => setAsked('remind')}>{t.remind}</Action>}
      {revocable.length > 0 && (
        <Action look="secondary quiet-danger" onPress={() => setAsked('revoke')}>
          {t.revoke}
        </Action>
      )}
      {links.length > 0 && !isAlone && remindable.length === 0 && <span className="quiet">{t.cannotRemind}</span>}
      <span role="status" className="done">
        {progress === null || isRunning ? '' : outcomeOf(t, progress)}
      </span>
      {asked === 'revoke' && (
        <Question
          title={t.revokeTitle(revocable.length)}
          warning={t.revokeWarning}
          yes={words ?? t.revoke}
          isBusy={isRunning}
          onYes={() => start(revocable, revoke)}
          onNo={() => setAsked(null)}
        />
      )}
      {asked === 'remind' && (
        <Question
          title={t.remindTitle(remindable.length)}
          warning={t.remindWarning}
          yes={words ?? t.remindNow}
          isDangerous={false}
          isBusy={isRunning}
          onYes={() => start(remindable, remind)}
          onNo={() => setAsked(null)}
        >
          <TextLine
            label={common.optional(t.remindMessage)}
            rows={3}
            maxLength={2000}
            value={message}
            onChange={setMessage}
          />
        </Question>
      )}
    </div>
  );
};

const outcomeOf = (t: Texts['links'], { done, failed }: { readonly done: number; readonly failed: number }): string =>
  failed === 0 ? t.done(done) : t.partly(done, failed);

/** How far a job over many links has come; null where there is none. */
interface Progress {
  readonly done: number;
  readonly failed: number;
  readonly of: number;
  readonly isRunning: boolean;
}

const AT_ONCE = 4;

/** Does the same to each of many links, a few at a time, and goes on where one is refused. */
const useBulk = () => {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const run = async (links: readonly Link[], work: (link: Link) => Promise<unknown>): Promise<void> => {
    const waiting = links.values();
    let done = 0;
    let failed = 0;
    const tell = (isRunning: boolean): void => setProgress({ done, failed, of: links.length, isRunning });
    const lane = async (): Promise<void> => {
      for (const link of waiting) {
        await work(link).then(
          () => (done += 1),
          () => (failed += 1),
        );
        tell(true);
      }
    };
    tell(true);
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    tell(false);
    await followLinks(
      queries,
      links.map(({ id }) => id),
    );
  };
  return { progress, run };
};
