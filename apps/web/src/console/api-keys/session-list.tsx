import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf, doneOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import { loadAllPages } from '../api/requests.js';
import type { SessionRecord } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Loaded } from '../ui/page.js';
import { ConfirmDialog } from '../ui/panel.js';
import { useTimeFormat } from '../ui/use-time-format.js';

/** Lists who is signed in to the workspace, and ends sessions. */
export const SessionList = () => {
  const { sessions: t } = useTexts();
  const list = useQuery({
    queryKey: keys.sessions,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/sessions', { params: { query } }))),
  });
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t.title}</h2>
      <p className="quiet">{t.lead}</p>
      <Loaded query={list}>{(all) => <OpenSessions all={all} />}</Loaded>
    </section>
  );
};

const OpenSessions = ({ all }: { readonly all: readonly SessionRecord[] }) => {
  const texts = useTexts();
  const { sessions: t } = texts;
  const queries = useQueryClient();
  const [sessionToEnd, setSessionToEnd] = useState<SessionRecord | null>(null);
  const ending = useMutation({
    mutationFn: (id: string) => doneOf(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.sessions });
      setSessionToEnd(null);
    },
  });
  return (
    <>
      <ul className="rows card">
        {all.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setSessionToEnd(session)} />
        ))}
      </ul>
      {sessionToEnd !== null && (
        <ConfirmDialog
          title={t.endTitle(sessionToEnd.name)}
          warning={t.endWarning(sessionToEnd.email)}
          yes={t.end}
          isBusy={ending.isPending}
          problem={ending.isError ? errorText(ending.error, texts) : null}
          onYes={() => ending.mutate(sessionToEnd.id)}
          onNo={() => {
            setSessionToEnd(null);
            ending.reset();
          }}
        />
      )}
    </>
  );
};

const SessionRow = ({ session, onEnd }: { readonly session: SessionRecord; readonly onEnd: () => void }) => {
  const { sessions: t } = useTexts();
  const { short, shortTime } = useTimeFormat();
  const { name, email, startedAt, expiresAt, isCurrent } = session;
  return (
    <li>
      <div>
        <h3>{name}</h3>
        <p className="quiet">
          {email}
          {' · '}
          {t.since(shortTime(startedAt), short(expiresAt))}
        </p>
      </div>
      {isCurrent ? (
        <span className="quiet">{t.current}</span>
      ) : (
        <ActionButton look="secondary quiet-danger" label={t.endNamed(name)} onPress={onEnd}>
          {t.end}
        </ActionButton>
      )}
    </li>
  );
};
