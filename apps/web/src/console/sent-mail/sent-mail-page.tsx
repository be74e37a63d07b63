import { useState } from 'react';
import { NoSuchPage } from '../no-such-page.js';
import type { SentMail } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { PageTitle } from '../ui/page-title.js';
import { Panel } from '../ui/panel.js';
import { Empty, Loaded } from '../ui/states.js';
import { useMoments } from '../ui/use-moments.js';
import { useOpenedMail, useSentMail } from './use-sent-mail.js';

const STEP = 50;

/** Sent mails, or those kept as files because no mail server is set. */
export const SentMailPage = () => {
  const { sentMail: t } = useTexts();
  const sentMail = useSentMail();
  if (sentMail.data === null) return <NoSuchPage />;
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
  const { shortTime } = useMoments();
  const [opened, setOpened] = useState<SentMail | null>(null);
  const [limit, setLimit] = useState(STEP);
  const rest = mails.length - limit;
  return (
    <>
      <ul className="rows card">
        {mails.slice(0, limit).map((mail) => (
          <li key={mail.id}>
            <div>
              <Action look="link-button" onPress={() => setOpened(mail)}>
                {mail.subject}
              </Action>
              <p className="quiet">{t.to(mail.to)}</p>
            </div>
            <time dateTime={mail.at} className="quiet">
              {shortTime(mail.at)}
            </time>
          </li>
        ))}
      </ul>
      {rest > 0 && <Action onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</Action>}
      {opened !== null && <MailPanel mail={opened} onClose={() => setOpened(null)} />}
    </>
  );
};

const MailPanel = ({ mail, onClose }: { readonly mail: SentMail; readonly onClose: () => void }) => {
  const { sentMail: t } = useTexts();
  const { shortTime } = useMoments();
  const whole = useOpenedMail(mail.id);
  return (
    <Panel title={mail.subject} onClose={onClose}>
      <p className="quiet">
        {t.to(mail.to)}, {shortTime(mail.at)}
      </p>
      <Loaded query={whole}>{({ text }) => <pre>{text}</pre>}</Loaded>
    </Panel>
  );
};
