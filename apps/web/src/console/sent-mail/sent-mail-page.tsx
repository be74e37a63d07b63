import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import { loadAllPages } from '../api/requests.js';
import type { SentMail } from '../api/shapes.js';
import { useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Empty, Loaded, NotFoundPage, PageTitle } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useTimeFormat } from '../ui/use-time-format.js';

const STEP = 50;

/** Lists the mails that were sent, or kept as files without a mail server. */
export const SentMailPage = () => {
  const { sentMail: t } = useTexts();
  const sentMail = useSentMail();
  if (sentMail.data === null) return <NotFoundPage />;
  return (
    <>
      <PageTitle title={t.title} lead={t.lead} />
      <Loaded query={{ ...sentMail, data: sentMail.data ?? undefined }}>
        {(mails) => (mails.length === 0 ? <Empty title={t.emptyTitle}>{t.empty}</Empty> : <MailList mails={mails} />)}
      </Loaded>
    </>
  );
};

const MailList = ({ mails }: { readonly mails: readonly SentMail[] }) => {
  const { sentMail: t, common } = useTexts();
  const { shortTime } = useTimeFormat();
  const [opened, setOpened] = useState<SentMail | null>(null);
  const [limit, setLimit] = useState(STEP);
  const rest = mails.length - limit;
  return (
    <>
      <ul className="rows card">
        {mails.slice(0, limit).map((mail) => (
          <li key={mail.id}>
            <div>
              <ActionButton look="link-button" onPress={() => setOpened(mail)}>
                {mail.subject ?? t.unreadable}
              </ActionButton>
              <MailNote mail={mail} />
            </div>
            <time dateTime={mail.at} className="quiet">
              {shortTime(mail.at)}
            </time>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <ActionButton onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</ActionButton>
      )}
      {opened !== null && <MailPanel mail={opened} onClose={() => setOpened(null)} />}
    </>
  );
};

const MailNote = ({ mail }: { readonly mail: SentMail }) => {
  const { sentMail: t } = useTexts();
  if (mail.state === 'failed') return <p className="quiet">{t.notSent}</p>;
  return mail.to === undefined ? null : <p className="quiet">{t.to(mail.to)}</p>;
};

const MailPanel = ({ mail, onClose }: { readonly mail: SentMail; readonly onClose: () => void }) => {
  const { sentMail: t } = useTexts();
  const { shortTime } = useTimeFormat();
  const whole = useOpenedMail(mail.id);
  return (
    <Panel title={mail.subject ?? t.unreadable} onClose={onClose}>
      <p className="quiet">
        {mail.to !== undefined && `${t.to(mail.to)}, `}
        {shortTime(mail.at)}
      </p>
      <Loaded query={whole}>{({ text }) => (text === undefined ? <p>{t.secretLost}</p> : <pre>{text}</pre>)}</Loaded>
    </Panel>
  );
};

const fetchSentMail = async (): Promise<readonly SentMail[] | null> => {
  try {
    return await loadAllPages((query) => dataOf(api.GET('/v1/sent-mail', { params: { query } })));
  } catch (error) {
    if (error instanceof ApiError && error.problem?.status === 404) return null;
    throw error;
  }
};

/**
 * Loads sent mails, newest first, for owners; null if this installation keeps no list, as in the distributed profile.
 */
export const useSentMail = (): UseQueryResult<readonly SentMail[] | null> => {
  const { isOwner } = useViewer();
  return useQuery({ queryKey: keys.sentMail, queryFn: fetchSentMail, enabled: isOwner });
};

/** Mails never change, so they stay cached. */
const useOpenedMail = (id: string) =>
  useQuery({
    queryKey: [...keys.sentMail, id],
    queryFn: () => dataOf(api.GET('/v1/sent-mail/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
  });
