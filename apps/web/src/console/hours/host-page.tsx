import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { ownTimeZone } from '../../shared/moments.js';
import { changedFields, onceHeader } from '../api/requests.js';
import { keys, useHosts, useMeetingTypes } from '../api/queries.js';
import type { Host, MeetingType } from '../api/shapes.js';
import { Loaded, NoSuchPage, PageTitle } from '../ui/page.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { focusFirstProblem } from '../ui/fields.js';
import { OverridesEditor, TimeOffEditor } from './dates-editor.js';
import { draftOf, emptyHost, type HostDraft, hoursOf, isClear } from './host-draft.js';
import { HostPreview } from './host-preview.js';
import { PersonFields } from './person-fields.js';
import { WeekEditor } from './week-editor.js';

/** Adds a host, or changes one: who it is, and the hours. */
export const HostPage = ({ id }: { readonly id: string | null }) => {
  const { hours } = useTexts();
  const hosts = useHosts();
  const types = useMeetingTypes();
  return (
    <Loaded query={hosts} rows={6}>
      {(all) => (
        <Loaded query={types} rows={6}>
          {(known) => {
            const host = all.find((one) => one.id === id) ?? null;
            if (id !== null && host === null) return <NoSuchPage />;
            return (
              <>
                <PageTitle title={host?.name ?? hours.new} />
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
  /** Those that this host takes. */
  readonly types: readonly MeetingType[];
}

const HostEditor = ({ host, types }: HostEditorProps) => {
  const texts = useTexts();
  const { common } = texts;
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const [opened] = useState(() => (host === null ? emptyHost(ownTimeZone()) : draftOf(host)));
  const [draft, setDraft] = useState(opened);
  const [wasAsked, setAsked] = useState(false);
  const [once] = useState(onceHeader);
  const saving = useMutation({
    mutationFn: (changed: HostDraft) => (host === null ? add(changed, once) : change(host.id, opened, changed)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.hosts });
      navigate('/hosts');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked(true);
    if (!isClear(draft)) focusFirstProblem(event.currentTarget);
    else if (!saving.isPending) saving.mutate(draft);
  };
  const isWrong = wasAsked && !isClear(draft);
  const parts = { draft, showProblems: wasAsked, onChange: setDraft };
  return (
    <div className="with-preview">
      <form className="editor" onSubmit={submit} noValidate>
        <PersonFields {...parts} />
        <WeekEditor week={draft.week} onChange={(week) => setDraft({ ...draft, week })} />
        <OverridesEditor {...parts} />
        <TimeOffEditor {...parts} />
        {(isWrong || saving.isError) && (
          <p role="alert" className="notice">
            {isWrong ? common.lookAtMarked : wordsFor(saving.error, texts)}
          </p>
        )}
        <div className="buttons">
          <Action type="submit" look="primary" isBusy={saving.isPending}>
            {saving.isPending ? common.saving : common.save}
          </Action>
          <Link href="/hosts" className="secondary">
            {common.back}
          </Link>
        </div>
      </form>
      <HostPreview hostId={host?.id ?? null} draft={draft} types={types} />
    </div>
  );
};

const settingsOf = (draft: HostDraft) => ({
  name: draft.name.trim(),
  email: draft.email.trim(),
  ...hoursOf(draft),
});

const add = (draft: HostDraft, once: ReturnType<typeof onceHeader>): Promise<Host> =>
  dataOf(api.POST('/v1/hosts', { body: settingsOf(draft), params: { header: once } }));

const change = (id: string, opened: HostDraft, draft: HostDraft): Promise<Host> => {
  const body = changedFields(settingsOf(opened), settingsOf(draft));
  return dataOf(api.PATCH('/v1/hosts/{id}', { body, params: { path: { id } } }));
};
