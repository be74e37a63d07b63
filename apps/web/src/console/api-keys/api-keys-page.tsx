import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { allPages } from '../api/requests.js';
import { keys } from '../api/queries.js';
import type { ApiKey, CreatedApiKey } from '../api/shapes.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action, CopyButton } from '../ui/buttons.js';
import { Loaded, PageTitle } from '../ui/page.js';
import { Question } from '../ui/panel.js';
import { TextLine } from '../ui/fields.js';
import { useMoments } from '../ui/use-moments.js';
import { NewKeyForm } from './new-key-form.js';

/** Keys for programs: made and shown once, seen in use, taken away. */
export const ApiKeysPage = () => {
  const { apiKeys: t } = useTexts();
  const [made, setMade] = useState<CreatedApiKey | null>(null);
  const list = useQuery({
    queryKey: keys.apiKeys,
    queryFn: () => allPages((query) => dataOf(api.GET('/v1/api-keys', { params: { query } }))),
  });
  return (
    <>
      <PageTitle title={t.title} lead={t.lead} />
      <NewKeyForm onMade={setMade} />
      {made !== null && <ShownOnce made={made} />}
      <Loaded query={list}>{(all) => <KeyList all={all} />}</Loaded>
    </>
  );
};

const ShownOnce = ({ made }: { readonly made: CreatedApiKey }) => {
  const { apiKeys: t } = useTexts();
  return (
    <section className="card fields" key={made.id}>
      <p role="status" className="notice good">
        {t.once}
      </p>
      <TextLine label={`${t.key}: ${made.name}`} value={made.key} isReadOnly onChange={() => undefined} />
      <div>
        <CopyButton text={made.key} look="primary">
          {t.copyKey}
        </CopyButton>
      </div>
    </section>
  );
};

const KeyList = ({ all }: { readonly all: readonly ApiKey[] }) => {
  const texts = useTexts();
  const { apiKeys: t } = texts;
  const queries = useQueryClient();
  const [asked, setAsked] = useState<ApiKey | null>(null);
  const revoking = useMutation({
    mutationFn: (id: string) => dataOf(api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.apiKeys });
      setAsked(null);
    },
  });
  if (all.length === 0) return <p className="quiet card">{t.empty}</p>;
  return (
    <>
      <ul className="rows card">
        {all.map((key) => (
          <KeyRow key={key.id} apiKey={key} onRevoke={() => setAsked(key)} />
        ))}
      </ul>
      {asked !== null && (
        <Question
          title={t.revokeTitle(asked.name)}
          warning={t.revokeWarning}
          yes={t.revoke}
          isBusy={revoking.isPending}
          problem={revoking.isError ? wordsFor(revoking.error, texts) : null}
          onYes={() => revoking.mutate(asked.id)}
          onNo={() => {
            setAsked(null);
            revoking.reset();
          }}
        />
      )}
    </>
  );
};

const KeyRow = ({ apiKey, onRevoke }: { readonly apiKey: ApiKey; readonly onRevoke: () => void }) => {
  const { apiKeys: t } = useTexts();
  const { short, shortTime } = useMoments();
  const { name, createdAt, lastUsedAt, revokedAt } = apiKey;
  return (
    <li>
      <div>
        <h2>{name}</h2>
        <p className="quiet">
          {revokedAt === undefined
            ? `${t.created(short(createdAt))}, ${lastUsedAt === undefined ? t.unused : t.used(shortTime(lastUsedAt))}`
            : t.revoked(short(revokedAt))}
        </p>
      </div>
      {revokedAt === undefined && (
        <Action look="secondary quiet-danger" label={t.revokeNamed(name)} onPress={onRevoke}>
          {t.revoke}
        </Action>
      )}
    </li>
  );
};
