import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { CalendarsSection } from '../calendars/calendars-section.js';
import { HolidaysSection } from '../holidays/holidays-section.js';
import { changedFields, idempotencyHeader } from '../api/requests.js';
import { keys, useHosts, useMeetingTypes } from '../api/queries.js';
import type { Host, MeetingType } from '../api/shapes.js';
import { useViewer } from '../sign-in/viewer.js';
import { MemberSection } from './member-section.js';
import { Loaded, NotFoundPage, PageTitle } from '../ui/page.js';
import { useTexts, errorText } from '../texts/texts.js';
import { useAddressMark } from '../ui/address-mark.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem, useFocusOnError } from '../ui/fields.js';
import { refusedFields } from '../ui/refused-fields.js';
import { differ, useUnsaved } from '../ui/unsaved.js';
import { OverridesEditor, TimeOffEditor } from './dates-editor.js';
import { toDraft, emptyHost, type HostDraft, toHours, countProblems, isValid } from './host-draft.js';
import { HostPreview } from './host-preview.js';
import { PersonFields } from './person-fields.js';
import { partOfPath } from './refused-hours.js';
import { WeekEditor } from './week-editor.js';

/** Creates or edits a host and the host's hours. */
export const HostPage = ({ id }: { readonly id: string | null }) => {
  const { hours } = useTexts();
  const isNew = useAddressMark(JUST_CREATED);
  const hosts = useHosts();
  const types = useMeetingTypes();
  return (
    <Loaded query={hosts} rows={6}>
      {(all) => (
        <Loaded query={types} rows={6}>
          {(known) => {
            const host = all.find((one) => one.id === id) ?? null;
            if (id !== null && host === null) return <NotFoundPage />;
            return (
              <>
                <PageTitle title={host?.name ?? hours.new} />
                {host !== null && isNew && (
                  <p role="status" className="notice good">
                    {hours.created(host.name)}
                  </p>
                )}
                <HostEditor key={id} host={host} types={known.filter(({ hostIds }) => hostIds.includes(id ?? ''))} />
              </>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
};

interface HostEditorProps {
  readonly host: Host | null;
  /** The meeting types that include this host. */
  readonly types: readonly MeetingType[];
}

const HostEditor = ({ host, types }: HostEditorProps) => {
  const texts = useTexts();
  const { common } = texts;
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const { isOwner } = useViewer();
  const [opened] = useState(() => (host === null ? emptyHost(deviceTimeZone()) : toDraft(host)));
  const [draft, setDraft] = useState(opened);
  const [wasSubmitted, setSubmitted] = useState(false);
  const [idempotency] = useState(idempotencyHeader);
  const release = useUnsaved(differ(opened, draft));
  const saving = useMutation({
    mutationFn: (changed: HostDraft) => (host === null ? add(changed, idempotency) : change(host.id, opened, changed)),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: keys.hosts });
      release();
      // A new host has more to set up: its page goes on.
      navigate(host === null ? `/hosts/${id}?${JUST_CREATED}` : '/hosts');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setSubmitted(true);
    if (!isValid(draft)) focusFirstProblem(event.currentTarget);
    else if (!saving.isPending) saving.mutate(draft);
  };
  const wrong = wasSubmitted ? countProblems(draft) : 0;
  const refused = refusedFields(saving.error, partOfPath(draft));
  const form = useFocusOnError<HTMLFormElement>(saving.error);
  const edit = (changed: HostDraft): void => {
    setDraft(changed);
    if (saving.isError) saving.reset();
  };
  const parts = { draft, showProblems: wasSubmitted, refused, onChange: edit };
  return (
    <div className="with-preview">
      <div className="editor">
        <form ref={form} className="editor" onSubmit={submit} noValidate>
          <PersonFields {...parts} />
          <WeekEditor week={draft.week} refused={refused} onChange={(week) => edit({ ...draft, week })} />
          <OverridesEditor {...parts} />
          <TimeOffEditor {...parts} />
          {(wrong > 0 || saving.isError) && (
            <p role="alert" className="notice">
              {wrong > 0 ? common.checkFields(wrong) : errorText(saving.error, texts)}
            </p>
          )}
          <div className="buttons">
            <ActionButton type="submit" look="primary" isBusy={saving.isPending}>
              {saving.isPending ? common.saving : common.save}
            </ActionButton>
            <Link href="/hosts" className="secondary">
              {common.back}
            </Link>
          </div>
        </form>
        {host === null ? (
          <p className="quiet">{texts.calendars.newHost}</p>
        ) : (
          <>
            {isOwner && <MemberSection key={`${host.role}/${String(host.active)}`} host={host} />}
            <CalendarsSection hostId={host.id} />
            <HolidaysSection hostId={host.id} />
          </>
        )}
      </div>
      <HostPreview host={host} draft={draft} types={types} />
    </div>
  );
};

/** In the address of a host's page that follows its creation. */
const JUST_CREATED = 'created';

const settingsOf = (draft: HostDraft) => ({
  name: draft.name.trim(),
  email: draft.email.trim(),
  language: draft.language === '' ? null : draft.language,
  ...toHours(draft),
});

const add = (draft: HostDraft, idempotency: ReturnType<typeof idempotencyHeader>): Promise<Host> =>
  dataOf(api.POST('/v1/hosts', { body: settingsOf(draft), params: { header: idempotency } }));

const change = (id: string, opened: HostDraft, draft: HostDraft): Promise<Host> => {
  const body = changedFields(settingsOf(opened), settingsOf(draft));
  return dataOf(api.PATCH('/v1/hosts/{id}', { body, params: { path: { id } } }));
};
