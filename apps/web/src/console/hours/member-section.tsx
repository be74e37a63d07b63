import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as PageLink } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { useApiKeys } from '../api-keys/use-api-keys.js';
import { keys } from '../api/queries.js';
import type { Host } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { useUnsaved } from '../ui/unsaved.js';

type MemberChange = Partial<Pick<Host, 'role' | 'active'>>;

/** The host's role, and whether the host is active; for owners. */
export const MemberSection = ({ host }: { readonly host: Host }) => {
  const { members: t } = useTexts();
  const [asked, setAsked] = useState<MemberChange | null>(null);
  const [role, setRole] = useState(host.role);
  useUnsaved(role !== host.role);
  return (
    <section className="card fields" aria-label={t.title}>
      <h2>{t.title}</h2>
      <Choice
        label={t.role}
        hint={t.roleHint}
        value={role}
        options={[
          { value: 'owner', label: t.roles.owner },
          { value: 'host', label: t.roles.host },
        ]}
        onChange={setRole}
      />
      {!host.active && <p className="notice">{t.deactivatedHint}</p>}
      <div className="buttons">
        {role !== host.role && <ActionButton onPress={() => setAsked({ role })}>{t.change}</ActionButton>}
        <ActionButton onPress={() => setAsked({ active: !host.active })}>
          {host.active ? t.deactivate : t.reactivate}
        </ActionButton>
      </div>
      {asked !== null && <ChangeDialog host={host} change={asked} onClose={() => setAsked(null)} />}
    </section>
  );
};

interface KeysStayProps {
  readonly host: Host;
  readonly list: ReturnType<typeof useApiKeys>;
}

/** Warns of the API keys that the person can still use. */
const KeysStay = ({ host, list }: KeysStayProps) => {
  const { members: t, nav, common } = useTexts();
  if (list.isPending) {
    return (
      <p role="status" className="quiet">
        {t.loadingKeys}
      </p>
    );
  }
  if (list.isError) {
    return (
      <div className="notice">
        <p role="alert">{t.keysUnknown(host.name)}</p>
        <ActionButton onPress={() => void list.refetch()}>{common.tryAgain}</ActionButton>
      </div>
    );
  }
  const stay = list.data.filter((key) => key.revokedAt === undefined && key.createdByHostIds.includes(host.id));
  if (stay.length === 0) return null;
  return (
    <p className="notice">
      {t.keysStay(
        stay.slice(0, MOST_NAMED).map(({ name }) => name),
        Math.max(stay.length - MOST_NAMED, 0),
      )}{' '}
      <PageLink href="/api-keys">{nav.apiKeys}</PageLink>
    </p>
  );
};

const MOST_NAMED = 5;

interface ChangeDialogProps {
  readonly host: Host;
  readonly change: MemberChange;
  readonly onClose: () => void;
}

const ChangeDialog = ({ host, change, onClose }: ChangeDialogProps) => {
  const texts = useTexts();
  const { members: t } = texts;
  const queries = useQueryClient();
  const takesAway = change.role === 'host' || change.active === false;
  const list = useApiKeys(takesAway);
  const changing = useMutation({
    mutationFn: () => dataOf(api.PATCH('/v1/hosts/{id}', { body: change, params: { path: { id: host.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.hosts });
      onClose();
    },
  });
  const [title, warning, yes] =
    change.role !== undefined
      ? [t.changeTitle, t.changeWarning(host.name, t.roles[change.role]), t.change]
      : host.active
        ? [t.deactivateTitle(host.name), t.deactivateWarning(host.name), t.deactivate]
        : [t.reactivate, host.name, t.reactivate];
  return (
    <ConfirmDialog
      title={title}
      warning={warning}
      yes={yes}
      isDangerous={change.active !== true}
      isBusy={changing.isPending}
      // If the keys cannot be loaded, the warning says so: access must not wait for that.
      isReady={!takesAway || !list.isPending}
      problem={changing.isError ? errorText(changing.error, texts) : null}
      refusal={changing.error}
      hasEdits={false}
      onYes={() => changing.mutate()}
      onNo={onClose}
    >
      {takesAway && <KeysStay host={host} list={list} />}
    </ConfirmDialog>
  );
};
