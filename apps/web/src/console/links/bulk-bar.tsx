import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { refetchLinks } from '../api/changes.js';
import type { Link } from '../api/shapes.js';
import {
  canRevoke,
  leftOutOf,
  whyNotMailed,
  whyNotReminded,
  whyNotRevoked,
  whyNotSent,
  type LeftOutReason,
} from './find-links.js';
import { type MailBody, MailDialog } from '../share/mail-dialog.js';
import { type Texts, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { ConfirmDialog } from '../ui/panel.js';

interface BulkBarProps {
  readonly links: readonly Link[];
  /** How many links there are to select. */
  readonly of?: number;
  readonly onSelectAll?: () => void;
  readonly onDone: () => void;
  /** True on the panel of a single link, which has no selection. */
  readonly isAlone?: boolean;
}

const revoke = ({ id }: Link): Promise<unknown> =>
  dataOf(api.POST('/v1/links/{id}/revoke', { body: {}, params: { path: { id } } }));

/** Revokes active links, sends links to their recipients, and reminds those who were mailed and have not booked. */
export const BulkBar = ({ links: given, of = given.length, onSelectAll, onDone, isAlone = false }: BulkBarProps) => {
  const { links: t } = useTexts();
  const { progress, run } = useBulk();
  const [dialog, setDialog] = useState<Action | null>(null);
  const [sentAt, setSentAt] = useState<ReadonlyMap<string, string>>(new Map());
  const [batchId, setBatchId] = useState(() => crypto.randomUUID());
  // The caller's list need not show yet what was sent from here.
  const links = given.map((link) => {
    const mailedAt = sentAt.get(link.id);
    return mailedAt === undefined ? link : { ...link, mailedAt };
  });
  const revocable = links.filter(canRevoke);
  const mailable = {
    send: links.filter((link) => whyNotSent(link) === null),
    remind: links.filter((link) => whyNotReminded(link) === null),
  };
  const mailActions = (['send', 'remind'] as const).filter((what) => mailable[what].length > 0);
  const isRunning = progress?.isRunning === true;
  const progressText = isRunning ? t.progress(progress.done + progress.failed, progress.of) : null;

  const mail = async (what: 'send' | 'remind', body: MailBody, { id }: Link): Promise<void> => {
    // One key per link and dialog, so that a retry after a lost answer sends no second mail.
    const params = { path: { id }, header: { 'Idempotency-Key': `${batchId}/${id}` } };
    const { mailedAt } = await dataOf(api.POST(MAIL_PATHS[what], { body, params }));
    if (mailedAt !== undefined) setSentAt((sent) => new Map(sent).set(id, mailedAt));
  };
  const start = (what: Action, chosen: readonly Link[], work: (link: Link) => Promise<unknown>): void => {
    void run(what, chosen, work).then(() => {
      setDialog(null);
      setBatchId(crypto.randomUUID());
      onDone();
    });
  };

  return (
    <div className={links.length === 0 || isAlone ? 'bulk' : 'bulk active'}>
      {links.length > 0 && !isAlone && <strong>{t.selected(links.length, of)}</strong>}
      {links.length > 0 && links.length < of && onSelectAll !== undefined && (
        <ActionButton look="link-button" onPress={onSelectAll}>
          {t.selectAll(of)}
        </ActionButton>
      )}
      {mailActions.map((what, index) => (
        // By its place: "Send" turns into "Remind" once everything is sent, and keeps the focus.
        <ActionButton key={index} onPress={() => setDialog(what)}>
          {t[what]}
        </ActionButton>
      ))}
      {revocable.length > 0 && (
        <ActionButton look="secondary quiet-danger" onPress={() => setDialog('revoke')}>
          {t.revoke}
        </ActionButton>
      )}
      {links.length > 0 && !isAlone && links.every((link) => whyNotMailed(link) !== null) && (
        <span className="quiet">{t.cannotMail}</span>
      )}
      <span role="status" className="done">
        {progress === null || isRunning ? '' : outcomeOf(t, progress)}
      </span>
      {dialog === 'revoke' && (
        <ConfirmDialog
          title={t.revokeTitle(revocable.length)}
          warning={t.revokeWarning(revocable.length)}
          yes={progressText ?? t.revoke}
          isBusy={isRunning}
          onYes={() => start('revoke', revocable, revoke)}
          onNo={() => setDialog(null)}
        >
          <LeftOut counts={leftOutOf(links, whyNotRevoked)} />
        </ConfirmDialog>
      )}
      {(dialog === 'send' || dialog === 'remind') && (
        <MailDialog
          title={t.mailTitle[dialog](mailable[dialog].length)}
          warning={t.mailWarning(mailable[dialog].length)}
          yes={progressText ?? t.send}
          isBusy={isRunning}
          onSend={(body) => start(dialog, mailable[dialog], (link) => mail(dialog, body, link))}
          onClose={() => setDialog(null)}
        >
          <LeftOut counts={leftOutOf(links, WHY_NOT[dialog])} />
        </MailDialog>
      )}
    </div>
  );
};

const MAIL_PATHS = { send: '/v1/links/{id}/send', remind: '/v1/links/{id}/remind' } as const;

const WHY_NOT: Readonly<Record<'send' | 'remind', (link: Link) => LeftOutReason | null>> = {
  send: whyNotSent,
  remind: whyNotReminded,
};

/** Says why fewer links than were selected are acted on. */
const LeftOut = ({ counts }: { readonly counts: ReturnType<typeof leftOutOf> }) => {
  const { leftOut } = useTexts().links;
  if (counts.length === 0) return null;
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  return (
    <p className="quiet">{leftOut.lead(total, counts.map(([reason, n]) => leftOut.because[reason](n)).join(', '))}</p>
  );
};

/** `9 links sent`, and how many were no longer possible. */
const outcomeOf = (t: Texts['links'], { what, done, failed }: Progress): string =>
  [...(done > 0 || failed === 0 ? [t.done[what](done)] : []), ...(failed > 0 ? [t.notDone(failed)] : [])].join(', ');

type Action = 'send' | 'remind' | 'revoke';

/** The progress of a bulk action; null before the first one. */
interface Progress {
  readonly what: Action;
  readonly done: number;
  readonly failed: number;
  readonly of: number;
  readonly isRunning: boolean;
}

const AT_ONCE = 4;

/** Applies an action to many links, a few at a time. A refusal does not stop the rest. */
const useBulk = () => {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const run = async (what: Action, links: readonly Link[], work: (link: Link) => Promise<unknown>): Promise<void> => {
    const waiting = links.values();
    let done = 0;
    let failed = 0;
    const tell = (isRunning: boolean): void => setProgress({ what, done, failed, of: links.length, isRunning });
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
    await refetchLinks(
      queries,
      links.map(({ id }) => id),
    );
  };
  return { progress, run };
};
