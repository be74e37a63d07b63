import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { keys, useHosts, useMeetingTypes } from '../api/queries.js';
import { changedFields, onceHeader } from '../api/requests.js';
import type { Host, MeetingType } from '../api/shapes.js';
import { type Draft, draftOf, emptyDraft, meetingTypeOf, problemsOf } from './draft.js';
import { BasicFields, type DraftFields, HostFields, TimeFields } from './draft-fields.js';
import { QuestionFields } from './question-fields.js';
import { SlotPreview } from '../preview/slot-preview.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { focusFirstProblem } from '../ui/fields.js';
import { Loaded, NoSuchPage, PageTitle } from '../ui/page.js';
import { ownTimeZone } from '../../shared/moments.js';

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

interface DraftFormProps extends DraftFields {
  readonly hosts: readonly Host[];
  readonly isNew: boolean;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
}

const DraftForm = ({ hosts, isNew, isSaving, error, onSave, ...fields }: DraftFormProps) => {
  const texts = useTexts();
  const { common, editor } = texts;
  const isWrong = Object.keys(fields.problems).length > 0;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isSaving) return;
    onSave();
    focusFirstProblem(event.currentTarget);
  };
  return (
    <form className="editor" onSubmit={submit} noValidate>
      <BasicFields {...fields} />
      <HostFields {...fields} hosts={hosts} />
      <TimeFields {...fields} />
      <QuestionFields {...fields} />
      {!isNew && <p className="quiet">{editor.links}</p>}
      {(isWrong || error !== null) && (
        <p role="alert" className="notice">
          {isWrong ? common.lookAtMarked : wordsFor(error, texts)}
        </p>
      )}
      <div className="buttons">
        <Action type="submit" look="primary" isBusy={isSaving}>
          {isSaving ? common.saving : common.save}
        </Action>
        <Link href="/" className="secondary">
          {common.back}
        </Link>
      </div>
    </form>
  );
};

interface TypePreviewProps {
  readonly id: string | null;
  readonly draft: Draft;
  readonly hosts: readonly Host[];
}

/** The coming week of a meeting type as it is typed. */
const TypePreview = ({ id, draft, hosts }: TypePreviewProps) => {
  // A name has no bearing on the times.
  const { name: _name, linkValidityDays: _days, ...problems } = problemsOf({ ...draft, questions: [] });
  const isClear = Object.keys(problems).length === 0;
  const host = hosts.find((one) => one.id === draft.hostIds[0]);
  const { hostIds, assignment, durationMinutes, slotIntervalMinutes = durationMinutes, ...rest } = meetingTypeOf(draft);
  const { bufferBeforeMinutes, bufferAfterMinutes, minimumNoticeMinutes, bookingWindow, maxPerDay } = rest;
  const rules = {
    ...{ hostIds, assignment, durationMinutes, slotIntervalMinutes, bufferBeforeMinutes, bufferAfterMinutes },
    ...{ minimumNoticeMinutes, bookingWindow },
    ...(maxPerDay === undefined ? {} : { maxPerDay }),
    ...(id === null ? {} : { meetingTypeId: id }),
  };
  return <SlotPreview question={isClear ? rules : null} timeZone={host?.schedule.timeZone ?? ownTimeZone()} />;
};
