import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { changedFields } from '../api/changed-fields.js';
import { onceHeader } from '../api/once-key.js';
import { keys, useHosts, useMeetingTypes } from '../api/queries.js';
import type { Host, MeetingType } from '../api/shapes.js';
import { NoSuchPage } from '../no-such-page.js';
import { useTexts } from '../texts/texts.js';
import { PageTitle } from '../ui/page-title.js';
import { Loaded } from '../ui/states.js';
import { draftOf, emptyDraft, meetingTypeOf, type Draft } from './draft.js';
import { problemsOf } from './draft-problems.js';
import { DraftForm } from './draft-form.js';
import { TypePreview } from './type-preview.js';

/** Makes a meeting type, or changes one. */
export const EditorPage = ({ id }: { readonly id: string | null }) => {
  const { editor } = useTexts();
  const types = useMeetingTypes();
  const hosts = useHosts();
  return (
    <Loaded query={types} rows={6}>
      {(all) => (
        <Loaded query={hosts} rows={6}>
          {(known) => {
            const type = all.find((one) => one.id === id) ?? null;
            if (id !== null && type === null) return <NoSuchPage />;
            return (
              <>
                <PageTitle title={type?.name ?? editor.newTitle} />
                <Editor key={id} type={type} hosts={known} />
              </>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
};

const Editor = ({ type, hosts }: { readonly type: MeetingType | null; readonly hosts: readonly Host[] }) => {
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const [opened] = useState<Draft>(() =>
    type === null ? emptyDraft(hosts.length === 1 ? hosts.map(({ id }) => id) : []) : draftOf(type),
  );
  const [draft, setDraft] = useState(opened);
  const [wasAsked, setAsked] = useState(false);
  const [once] = useState(onceHeader);
  const saving = useMutation({
    mutationFn: (changed: Draft) => (type === null ? add(changed, once) : change(type.id, opened, changed)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.meetingTypes });
      navigate('/');
    },
  });
  const problems = problemsOf(draft);
  return (
    <div className="with-preview">
      <DraftForm
        draft={draft}
        hosts={hosts}
        problems={wasAsked ? problems : {}}
        isNew={type === null}
        isSaving={saving.isPending}
        error={saving.error}
        onChange={setDraft}
        onSave={() => {
          setAsked(true);
          if (Object.keys(problems).length === 0) saving.mutate(draft);
        }}
      />
      <TypePreview id={type?.id ?? null} draft={draft} hosts={hosts} />
    </div>
  );
};

const add = (draft: Draft, once: ReturnType<typeof onceHeader>): Promise<MeetingType> =>
  dataOf(api.POST('/v1/meeting-types', { body: meetingTypeOf(draft), params: { header: once } }));

/** Null takes away what a change would otherwise leave as it is. */
const settingsOf = (draft: Draft) => ({ maxPerDay: null, description: null, location: null, ...meetingTypeOf(draft) });

const change = (id: string, opened: Draft, draft: Draft): Promise<MeetingType> => {
  const body = changedFields(settingsOf(opened), settingsOf(draft));
  return dataOf(api.PATCH('/v1/meeting-types/{id}', { body, params: { path: { id } } }));
};
