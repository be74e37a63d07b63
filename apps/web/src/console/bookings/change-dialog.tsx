import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError, dataOf, type Location } from '../../api/client.js';
import { updateCachedBookings } from '../api/changes.js';
import { changedFields } from '../api/requests.js';
import type { Booking } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { whole } from '../ui/field-problems.js';
import { Choice, TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';
import { refusedFields } from '../ui/refused-fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import { useTimeFormat } from '../ui/use-time-format.js';

interface ChangeDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

const PLACES = ['video', 'phone', 'inPerson'] as const;
const DAY_MINUTES = 24 * 60;

interface MeetingDraft {
  readonly minutes: string;
  readonly place: Location['type'] | 'none';
  readonly details: string;
}

const draftOf = ({ start, end, location }: Booking): MeetingDraft => ({
  minutes: String(Math.round((Date.parse(end) - Date.parse(start)) / 60_000)),
  place: location?.type ?? 'none',
  details: location?.value ?? '',
});

const settingsOf = ({ minutes, place, details }: MeetingDraft) => {
  const value = details.trim();
  const location: Location | null = place === 'none' ? null : { type: place, ...(value === '' ? {} : { value }) };
  return { durationMinutes: Number(minutes), location };
};

const FIELDS: Readonly<Record<string, keyof MeetingDraft>> = {
  durationMinutes: 'minutes',
  location: 'place',
  'location.type': 'place',
  'location.value': 'details',
};
const fieldOfPath = (path: string): keyof MeetingDraft | null => FIELDS[path] ?? null;

/** Makes a meeting longer, shorter, or elsewhere. */
export const ChangeDialog = ({ booking, onClose }: ChangeDialogProps) => {
  const texts = useTexts();
  const { bookings: t, common, editor, types } = texts;
  const { span } = useTimeFormat();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const [opened] = useState(() => draftOf(booking));
  const [draft, setDraft] = useState(opened);
  // A new object for each press with a wrong field, so that the focus goes there again.
  const [wrong, setWrong] = useState<object | null>(null);
  const changing = useMutation({
    mutationFn: () => {
      const body = changedFields(settingsOf(opened), settingsOf(draft));
      return dataOf(api.PATCH('/v1/bookings/{id}', { body, params: { path: { id: booking.id } } }));
    },
    onSuccess: (changed) => {
      updateCachedBookings(queries, [changed]);
      onClose();
    },
  });
  const edit = (changes: Partial<MeetingDraft>): void => {
    changing.reset();
    setDraft({ ...draft, ...changes });
  };
  const problem = whole(draft.minutes, 1, DAY_MINUTES);
  const hasChanged = Object.keys(changedFields(settingsOf(opened), settingsOf(draft))).length > 0;
  const refused = refusedFields(changing.error, fieldOfPath);
  const save = (): void => {
    if (problem !== null) return setWrong({});
    if (hasChanged) changing.mutate();
    else onClose();
  };
  const hasNoRoom = changing.error instanceof ApiError && changing.error.slug.startsWith('slot-');
  return (
    <ConfirmDialog
      title={t.changeTitle}
      warning={t.changeHint}
      yes={changing.isPending ? common.saving : common.save}
      isDangerous={false}
      isBusy={changing.isPending}
      refusal={changing.error ?? wrong}
      problem={changing.isError ? (hasNoRoom ? t.noRoom : errorText(changing.error, texts)) : null}
      hasEdits={hasChanged}
      onYes={save}
      onNo={onClose}
    >
      <p>
        <strong>{booking.attendee.name}</strong>, {span(booking)}
      </p>
      <div className="fields">
        <TextInput
          label={editor.duration}
          type="number"
          value={draft.minutes}
          error={problemText(problem ?? refused.minutes)}
          onChange={(minutes) => edit({ minutes })}
        />
        <Choice
          label={editor.place}
          value={draft.place}
          options={[
            ...PLACES.map((value) => ({ value, label: types.place[value] })),
            { value: 'none', label: t.noPlace },
          ]}
          error={problemText(refused.place)}
          onChange={(place) => edit({ place })}
        />
        {draft.place !== 'none' && (
          <TextInput
            label={common.optional(editor.placeValue[draft.place])}
            value={draft.details}
            maxLength={500}
            error={problemText(refused.details)}
            onChange={(details) => edit({ details })}
          />
        )}
      </div>
    </ConfirmDialog>
  );
};
