import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, dataOf } from '../../api/client.js';
import { keys, useActiveLinkCount } from '../api/queries.js';
import { idempotencyHeader } from '../api/requests.js';
import type { MeetingType } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { ConfirmDialog } from '../ui/panel.js';
import { useLeave } from '../ui/unsaved.js';

interface TypeActionsProps {
  readonly type: MeetingType;
  readonly look?: 'secondary' | 'link-button';
  /** The type was archived or restored, which may take these buttons from the page. */
  readonly onMoved?: (changed: MeetingType) => void;
}

/** Buttons that copy the type, and archive or restore it. */
export const TypeActions = ({ type, look = 'secondary', onMoved = ignore }: TypeActionsProps) => {
  const texts = useTexts();
  const { types: t } = texts;
  const [isAsking, setAsking] = useState(false);
  const leave = useLeave();
  const duplicating = useDuplicate(type);
  const restoring = useChangeOfState(type, 'restore', onMoved);
  const error = duplicating.error ?? restoring.error;
  return (
    <>
      <ActionButton
        look={look}
        label={t.duplicateNamed(type.name)}
        isBusy={duplicating.isPending}
        onPress={() => leave(() => duplicating.mutate())}
      >
        {t.duplicate}
      </ActionButton>
      {type.archived ? (
        <ActionButton
          look={look}
          label={t.restoreNamed(type.name)}
          isBusy={restoring.isPending}
          onPress={() => restoring.mutate()}
        >
          {t.restore}
        </ActionButton>
      ) : (
        <ActionButton look={look} label={t.archiveNamed(type.name)} onPress={() => setAsking(true)}>
          {t.archive}
        </ActionButton>
      )}
      {error !== null && (
        <p role="alert" className="notice">
          {errorText(error, texts)}
        </p>
      )}
      {isAsking && <ArchiveDialog type={type} onMoved={onMoved} onClose={() => setAsking(false)} />}
    </>
  );
};

const ignore = (): void => undefined;

interface ArchiveDialogProps {
  readonly type: MeetingType;
  readonly onMoved: (changed: MeetingType) => void;
  readonly onClose: () => void;
}

const ArchiveDialog = ({ type, onMoved, onClose }: ArchiveDialogProps) => {
  const texts = useTexts();
  const { types: t } = texts;
  const links = useActiveLinkCount(type.id).data;
  const archiving = useChangeOfState(type, 'archive', (changed) => {
    onClose();
    onMoved(changed);
  });
  return (
    <ConfirmDialog
      title={t.archiveTitle(type.name)}
      warning={t.archiveHint}
      yes={t.archive}
      isDangerous={false}
      isBusy={archiving.isPending}
      problem={archiving.isError ? errorText(archiving.error, texts) : null}
      onYes={() => archiving.mutate()}
      onNo={onClose}
    >
      <p role="status">{links === undefined ? t.countingLinks : t.activeLinks(links.count, links.isMore)}</p>
    </ConfirmDialog>
  );
};

/** Copies the type under a name in the console's language, and opens the copy. */
const useDuplicate = ({ id, name }: MeetingType) => {
  const { types: t } = useTexts();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [header, setHeader] = useState(idempotencyHeader);
  return useMutation({
    mutationFn: () => {
      const body = { name: t.nameOfCopy(name).slice(0, LONGEST_NAME) };
      return dataOf(api.POST('/v1/meeting-types/{id}/duplicate', { body, params: { path: { id }, header } }));
    },
    onSuccess: async (copy) => {
      setHeader(idempotencyHeader());
      await queries.invalidateQueries({ queryKey: keys.meetingTypes });
      navigate(`/meeting-types/${copy.id}?${JUST_COPIED}`);
    },
  });
};

const LONGEST_NAME = 200;

/** In the address of a copy's page that follows the copying. */
export const JUST_COPIED = 'copy';

/** Archives or restores the type; both are the same if repeated. */
const useChangeOfState = ({ id }: MeetingType, to: 'archive' | 'restore', onDone: (changed: MeetingType) => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const params = { path: { id } };
      return to === 'archive'
        ? dataOf(api.POST('/v1/meeting-types/{id}/archive', { body: {}, params }))
        : dataOf(api.POST('/v1/meeting-types/{id}/restore', { body: {}, params }));
    },
    onSuccess: (changed) => {
      queries.setQueryData<readonly MeetingType[]>(keys.meetingTypes, (known) =>
        known?.map((type) => (type.id === id ? changed : type)),
      );
      onDone(changed);
    },
  });
};
