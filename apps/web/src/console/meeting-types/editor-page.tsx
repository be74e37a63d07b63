import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { keys, useHosts, useMeetingTypes } from '../api/queries.js';
import { changedFields, idempotencyHeader } from '../api/requests.js';
import type { Host, MeetingType } from '../api/shapes.js';
import { type Draft, toDraft, emptyDraft, toMeetingType, problemsOf, fieldOfPath } from './draft.js';
import { BasicFields, type DraftFields, HostFields, TimeFields } from './draft-fields.js';
import { QuestionFields } from './question-fields.js';
import { ReminderFields } from './reminder-fields.js';
import { JUST_COPIED, TypeActions } from './type-actions.js';
import { WhyNot } from '../preview/why-not.js';
import { SlotPreview } from '../preview/slot-preview.js';
import { useTexts, errorText } from '../texts/texts.js';
import { useAddressMark } from '../ui/address-mark.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem, useFocusOnError } from '../ui/fields.js';
import { refusedFields } from '../ui/refused-fields.js';
import { Loaded, NotFoundPage, PageTitle } from '../ui/page.js';
import { differ, useUnsaved } from '../ui/unsaved.js';
import { deviceTimeZone } from '../../shared/device-zone.js';

/** Creates or edits a meeting type. */
export const EditorPage = ({ id }: { readonly id: string | null }) => {
  const texts = useTexts();
  const { editor } = texts;
  const types = useMeetingTypes();
  const hosts = useHosts();
  const isCopy = useAddressMark(JUST_COPIED);
  return (
    <Loaded query={types} rows={6}>
      {(all) => (
        <Loaded query={hosts} rows={6}>
          {(known) => {
            const type = all.find((one) => one.id === id) ?? null;
            if (id !== null && type === null) return <NotFoundPage />;
            return (
              <>
                <PageTitle title={type?.name ?? editor.newTitle}>
                  {type !== null && (
                    <div className="buttons">
                      <TypeActions type={type} />
                    </div>
                  )}
                </PageTitle>
                {type !== null && isCopy && (
                  <p role="status" className="notice good">
                    {texts.types.copied(type.name)}
                  </p>
                )}
                {type?.archived === true && <p className="card">{texts.types.isArchived}</p>}
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
    type === null ? emptyDraft(hosts.length === 1 ? hosts.map(({ id }) => id) : []) : toDraft(type),
  );
  const [draft, setDraft] = useState(opened);
  const [wasSubmitted, setSubmitted] = useState(false);
  const [idempotency] = useState(idempotencyHeader);
  const release = useUnsaved(differ(opened, draft));
  const saving = useMutation({
    mutationFn: (changed: Draft) => (type === null ? add(changed, idempotency) : change(type.id, opened, changed)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.meetingTypes });
      release();
      navigate('/');
    },
  });
  const problems = problemsOf(draft);
  return (
    <div className="with-preview">
      <DraftForm
        draft={draft}
        hosts={hosts}
        problems={{ ...refusedFields(saving.error, fieldOfPath(draft)), ...(wasSubmitted ? problems : {}) }}
        isNew={type === null}
        isSaving={saving.isPending}
        error={saving.error}
        onChange={(changed) => {
          setDraft(changed);
          if (saving.isError) saving.reset();
        }}
        onSave={() => {
          setSubmitted(true);
          if (Object.keys(problems).length === 0) saving.mutate(draft);
        }}
      />
      <TypePreview type={type} draft={draft} hosts={hosts} />
    </div>
  );
};

const add = (draft: Draft, idempotency: ReturnType<typeof idempotencyHeader>): Promise<MeetingType> =>
  dataOf(api.POST('/v1/meeting-types', { body: toMeetingType(draft), params: { header: idempotency } }));

/** Null removes an optional setting; an omitted field would keep it. */
const settingsOf = (draft: Draft) => ({ maxPerDay: null, description: null, location: null, ...toMeetingType(draft) });

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
  const wrong = Object.keys(fields.problems).length;
  const form = useFocusOnError<HTMLFormElement>(error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isSaving) return;
    onSave();
    focusFirstProblem(event.currentTarget);
  };
  return (
    <form ref={form} className="editor" onSubmit={submit} noValidate>
      <BasicFields {...fields} />
      <HostFields {...fields} hosts={hosts} />
      <TimeFields {...fields} />
      <QuestionFields {...fields} />
      <ReminderFields {...fields} />
      {!isNew && <p className="quiet">{editor.links}</p>}
      {(wrong > 0 || error !== null) && (
        <p role="alert" className="notice">
          {wrong > 0 ? common.checkFields(wrong) : errorText(error, texts)}
        </p>
      )}
      <div className="buttons">
        <ActionButton type="submit" look="primary" isBusy={isSaving}>
          {isSaving ? common.saving : common.save}
        </ActionButton>
        <Link href="/" className="secondary">
          {common.back}
        </Link>
      </div>
    </form>
  );
};

interface TypePreviewProps {
  /** Null for a new one. */
  readonly type: MeetingType | null;
  readonly draft: Draft;
  readonly hosts: readonly Host[];
}

const RULE_FIELDS = [
  'hostIds',
  'duration',
  'interval',
  'bufferBefore',
  'bufferAfter',
  'noticeHours',
  'maxPerDay',
  'windowDays',
  'windowFrom',
  'windowTo',
] as const satisfies readonly (keyof Draft)[];

/** Previews the coming week with the settings in the form. */
const TypePreview = ({ type, draft, hosts }: TypePreviewProps) => {
  // Fields that do not affect the times may be invalid.
  const problems = problemsOf(draft);
  const isValid = RULE_FIELDS.every((name) => problems[name] === undefined);
  const host = hosts.find((one) => one.id === draft.hostIds[0]);
  const { hostIds, assignment, durationMinutes, slotIntervalMinutes = durationMinutes, ...rest } = toMeetingType(draft);
  const { bufferBeforeMinutes, bufferAfterMinutes, minimumNoticeMinutes, bookingWindow, maxPerDay } = rest;
  const rules = {
    ...{ hostIds, assignment, durationMinutes, slotIntervalMinutes, bufferBeforeMinutes, bufferAfterMinutes },
    ...{ minimumNoticeMinutes, bookingWindow },
    ...(maxPerDay === undefined ? {} : { maxPerDay }),
    ...(type === null ? {} : { meetingTypeId: type.id }),
  };
  const timeZone = host?.schedule.timeZone ?? deviceTimeZone();
  return (
    <SlotPreview question={isValid ? rules : null} timeZone={timeZone}>
      {type !== null && <WhyNot type={type} timeZone={timeZone} />}
    </SlotPreview>
  );
};
