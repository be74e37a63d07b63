import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { keys, useHosts } from '../api/queries.js';
import type { ApiKey, CreatedApiKey, Host } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton, CopyButton } from '../ui/buttons.js';
import { Loaded, PageTitle } from '../ui/page.js';
import { ConfirmDialog } from '../ui/panel.js';
import { TickBox } from '../ui/tick-box.js';
import { TextInput } from '../ui/fields.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { NewKeyForm } from './new-key-form.js';
import { SessionList } from './session-list.js';
import { useApiKeys } from './use-api-keys.js';

/**
 * Lists API keys, creates them and revokes them, and shows who is signed in. A key is shown once, right after it is
 * created.
 */
export const ApiKeysPage = () => {
  const { apiKeys: t } = useTexts();
  const [newKey, setNewKey] = useState<CreatedApiKey | null>(null);
  const list = useApiKeys();
  return (
    <>
      <PageTitle title={t.title} lead={t.lead} />
      <NewKeyForm onCreated={setNewKey} />
      {newKey !== null && !isRevoked(list.data, newKey) && <NewKey apiKey={newKey} />}
      <Loaded query={list}>{(all) => <KeyList all={all} />}</Loaded>
      <SessionList />
    </>
  );
};

const isRevoked = (all: readonly ApiKey[] | undefined, { id }: CreatedApiKey): boolean =>
  all?.find((key) => key.id === id)?.revokedAt !== undefined;

const NewKey = ({ apiKey }: { readonly apiKey: CreatedApiKey }) => {
  const { apiKeys: t } = useTexts();
  return (
    <section className="card fields" key={apiKey.id}>
      <p role="status" className="notice good">
        {t.once}
      </p>
      <TextInput label={`${t.key}: ${apiKey.name}`} value={apiKey.key} isReadOnly onChange={() => undefined} />
      <div>
        <CopyButton text={apiKey.key} look="primary">
          {t.copyKey}
        </CopyButton>
      </div>
    </section>
  );
};

interface Revocation {
  readonly id: string;
  readonly endSessions: boolean;
}

const KeyList = ({ all }: { readonly all: readonly ApiKey[] }) => {
  const texts = useTexts();
  const { apiKeys: t } = texts;
  const queries = useQueryClient();
  const { data: hosts = [] } = useHosts();
  const [keyToRevoke, setKeyToRevoke] = useState<ApiKey | null>(null);
  const revoking = useMutation({
    mutationFn: ({ id, endSessions }: Revocation) => {
      const query = endSessions ? ({ endSessions: 'true' } as const) : {};
      return dataOf(api.DELETE('/v1/api-keys/{id}', { params: { path: { id }, query } }));
    },
    onSuccess: async () => {
      await Promise.all([keys.apiKeys, keys.sessions].map((queryKey) => queries.invalidateQueries({ queryKey })));
      setKeyToRevoke(null);
    },
  });
  if (all.length === 0) return <p className="quiet card">{t.empty}</p>;
  return (
    <>
      <ul className="rows card">
        {all.map((key) => (
          <KeyRow key={key.id} apiKey={key} hosts={hosts} onRevoke={() => setKeyToRevoke(key)} />
        ))}
      </ul>
      {keyToRevoke !== null && (
        <RevokeDialog
          apiKey={keyToRevoke}
          isBusy={revoking.isPending}
          problem={revoking.isError ? errorText(revoking.error, texts) : null}
          onYes={(endSessions) => revoking.mutate({ id: keyToRevoke.id, endSessions })}
          onNo={() => {
            setKeyToRevoke(null);
            revoking.reset();
          }}
        />
      )}
    </>
  );
};

interface RevokeDialogProps {
  readonly apiKey: ApiKey;
  readonly isBusy: boolean;
  readonly problem: string | null;
  readonly onYes: (endSessions: boolean) => void;
  readonly onNo: () => void;
}

/** Offers to sign out the people whom the key let in, such as a thief who made himself a host with it. */
const RevokeDialog = ({ apiKey, onYes, ...others }: RevokeDialogProps) => {
  const { apiKeys: t } = useTexts();
  const [endSessions, setEndSessions] = useState(true);
  const { name, sessionsOfItsPeople } = apiKey;
  const hasSessions = sessionsOfItsPeople > 0;
  return (
    <ConfirmDialog
      {...others}
      title={t.revokeTitle(name)}
      warning={t.revokeWarning}
      yes={t.revoke}
      onYes={() => onYes(hasSessions && endSessions)}
    >
      {hasSessions && (
        <TickBox
          label={t.endSessions(sessionsOfItsPeople)}
          hint={t.endSessionsHint}
          isSelected={endSessions}
          onChange={setEndSessions}
        />
      )}
    </ConfirmDialog>
  );
};

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly hosts: readonly Host[];
  readonly onRevoke: () => void;
}

const KeyRow = ({ apiKey, hosts, onRevoke }: KeyRowProps) => {
  const { apiKeys: t } = useTexts();
  const { short, shortTime } = useTimeFormat();
  const { name, createdAt, lastUsedAt, revokedAt } = apiKey;
  const makers = hosts.filter(({ id }) => apiKey.createdByHostIds.includes(id)).map((host) => host.name);
  return (
    <li>
      <div>
        <h2>{name}</h2>
        <p className="quiet">
          {revokedAt === undefined
            ? `${t.created(short(createdAt))}, ${lastUsedAt === undefined ? t.unused : t.used(shortTime(lastUsedAt))}`
            : t.revoked(short(revokedAt))}
        </p>
        {makers.length > 0 && <p className="quiet">{t.createdBy(makers)}</p>}
      </div>
      {revokedAt === undefined && (
        <ActionButton look="secondary quiet-danger" label={t.revokeNamed(name)} onPress={onRevoke}>
          {t.revoke}
        </ActionButton>
      )}
    </li>
  );
};
