import { answerTo } from '../../shared/question-answers.js';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useReducer, useState } from 'react';
import { QuestionField } from '../../attendee/form-fields.js';
import { api, ApiError, dataOf, type Slot } from '../../api/client.js';
import { calendarAwayFrom, CalendarAwayNotice } from '../../slots/calendar-away.js';
import { linkSlots } from '../../slots/link-slots.js';
import { changedView, OPENING_VIEW } from '../../slots/picker-view.js';
import { SlotPicker } from '../../slots/slot-picker.js';
import { deviceZone, type ShownZone } from '../../shared/device-zone.js';
import { timeFormatIn } from '../../shared/time-format.js';
import { useLanguage } from '../../messages/language.js';
import { refetchLinks, updateCachedBookings } from '../api/changes.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Link, MeetingType } from '../api/shapes.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem, TextInput, useFocusOnError } from '../ui/fields.js';
import { Panel } from '../ui/panel.js';
import { refusedFields } from '../ui/refused-fields.js';
import {
  type HostBookingDraft,
  hostBookingField,
  hostBookingProblems,
  startDraft,
  toHostBooking,
} from './host-booking-draft.js';
import { differ } from '../ui/unsaved.js';
import { useProblemText } from '../ui/use-problem-text.js';

interface BookForRecipientProps {
  readonly link: Link;
  readonly type: MeetingType;
  readonly onClose: () => void;
}

/** Books with a link on its recipient's behalf: choose a time, then say who takes part. */
export const BookForRecipient = ({ link, type, onClose }: BookForRecipientProps) => {
  const texts = useTexts();
  const { hostBooking: t } = texts;
  const { locale } = useLanguage();
  const queries = useQueryClient();
  const source = useMemo(() => linkSlots(link.url?.split('/').at(-1) ?? ''), [link.url]);
  const [zone, setZone] = useState<ShownZone>(() => deviceZone());
  const format = timeFormatIn(zone.timeZone, locale);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [draft, setDraft] = useState(() => startDraft(link));
  const [wasSubmitted, setSubmitted] = useState(false);
  const [view, changeView] = useReducer(changedView, OPENING_VIEW);
  const [isTaken, setTaken] = useState(false);
  const [header, setHeader] = useState(idempotencyHeader);
  const booking = useMutation({
    mutationFn: (chosen: Slot) => {
      const params = { path: { id: link.id }, header };
      const body = toHostBooking(chosen, draft, type);
      return dataOf(api.POST('/v1/links/{id}/bookings', { body, params }));
    },
    onSuccess: (made) => {
      updateCachedBookings(queries, [made]);
      onClose();
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.problem === null) return;
      // After an answer, another press is another attempt.
      setHeader(idempotencyHeader());
      if (!error.slug.startsWith('slot-')) return;
      setTaken(true);
      setSlot(null);
      void queries.invalidateQueries({ queryKey: ['slots'] });
    },
    onSettled: () => refetchLinks(queries, [link.id]),
  });
  const away = useMemo(() => calendarAwayFrom(booking.error), [booking.error]);
  const isWrong = Object.keys(hostBookingProblems(draft, type)).length > 0;
  const form = useFocusOnError<HTMLFormElement>(booking.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setSubmitted(true);
    if (isWrong) focusFirstProblem(event.currentTarget);
    else if (slot !== null && !booking.isPending) booking.mutate(slot);
  };
  return (
    <Panel title={t.title} hasEdits={slot !== null || differ(startDraft(link), draft)} onClose={onClose}>
      <p>{t.lead}</p>
      {isTaken && slot === null && (
        <p role="alert" className="notice">
          {t.taken}
        </p>
      )}
      {slot === null ? (
        <SlotPicker
          heading={t.title}
          source={source}
          zone={zone}
          onZone={setZone}
          view={view}
          onView={changeView}
          onPick={(picked) => {
            setTaken(false);
            booking.reset();
            setSlot(picked);
          }}
        />
      ) : (
        <form ref={form} className="fields" onSubmit={submit} noValidate>
          <p>
            <strong>{format.span(slot)}</strong> <span className="quiet">({format.zoneAt(slot.start)})</span>{' '}
            <ActionButton look="link-button" onPress={() => setSlot(null)}>
              {t.backToTimes}
            </ActionButton>
          </p>
          <HostBookingFields
            type={type}
            draft={draft}
            problems={{
              ...refusedFields(booking.error, hostBookingField),
              ...(wasSubmitted ? hostBookingProblems(draft, type) : {}),
            }}
            onChange={(changed) => {
              booking.reset();
              setDraft(changed);
            }}
          />
          {booking.isError && away === null && (
            <p role="alert" className="notice">
              {errorText(booking.error, texts)}
            </p>
          )}
          <div>
            <ActionButton type="submit" look="primary" isBusy={booking.isPending}>
              {booking.isPending ? t.booking : t.book}
            </ActionButton>
          </div>
          {away !== null && (
            <CalendarAwayNotice
              text={texts.calendars.unavailable}
              away={away}
              isSending={booking.isPending}
              onTryAgain={() => booking.mutate(slot)}
              onOtherTime={() => setSlot(null)}
            />
          )}
        </form>
      )}
    </Panel>
  );
};

interface HostBookingFieldsProps {
  readonly type: MeetingType;
  readonly draft: HostBookingDraft;
  readonly problems: ReturnType<typeof hostBookingProblems>;
  readonly onChange: (draft: HostBookingDraft) => void;
}

const HostBookingFields = ({ type, draft, problems, onChange }: HostBookingFieldsProps) => {
  const { hostBooking: t, common } = useTexts();
  const problemText = useProblemText();
  return (
    <>
      <TextInput
        label={t.name}
        value={draft.name}
        maxLength={200}
        isRequired
        error={problemText(problems['name'])}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextInput
        label={t.email}
        hint={t.emailHint}
        type="email"
        value={draft.email}
        maxLength={254}
        isRequired
        error={problemText(problems['email'])}
        onChange={(email) => onChange({ ...draft, email })}
      />
      {type.questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          value={answerTo(question.id, draft.answers)}
          error={problemText(problems[`answers.${question.id}`]) ?? undefined}
          onChange={(answer) => onChange({ ...draft, answers: { ...draft.answers, [question.id]: answer } })}
        />
      ))}
      {type.maxGuests > 0 && (
        <TextInput
          label={common.optional(t.guests)}
          hint={t.guestsHint(type.maxGuests)}
          rows={2}
          value={draft.guests}
          error={problemText(problems['guests'])}
          onChange={(guests) => onChange({ ...draft, guests })}
        />
      )}
      <TextInput
        label={common.optional(t.note)}
        rows={2}
        maxLength={2000}
        value={draft.note}
        error={problemText(problems['note'])}
        onChange={(note) => onChange({ ...draft, note })}
      />
    </>
  );
};
