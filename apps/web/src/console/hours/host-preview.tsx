import { useState } from 'react';
import type { Host, MeetingType } from '../api/shapes.js';
import { useLanguage } from '../../messages/language.js';
import { useServiceNow } from '../../shared/service-time.js';
import { dayName, timeFormatIn } from '../../shared/time-format.js';
import { PREVIEW_DAYS, SlotPreview } from '../preview/slot-preview.js';
import { WhyNot } from '../preview/why-not.js';
import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/fields.js';
import { changedHours } from './clock-changes.js';
import { minutesOf } from './week.js';
import { areHoursValid, type HostDraft, toHours } from './host-draft.js';

interface HostPreviewProps {
  /** Null for a new one. */
  readonly host: Host | null;
  readonly draft: HostDraft;
  readonly types: readonly MeetingType[];
}

/** Rules of the preview for a host without meeting types. */
const HALF_AN_HOUR = {
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling' as const, days: 60 },
};

/** Previews the coming week with the hours in the form. */
export const HostPreview = ({ host, draft, types }: HostPreviewProps) => {
  const { preview } = useTexts();
  const notes = useClockNotes(draft);
  const [chosenId, setChosenId] = useState<string>('');
  const type = types.find(({ id }) => id === chosenId) ?? types[0];
  const isDeactivated = host?.active === false;
  const question = {
    ...(type === undefined ? HALF_AN_HOUR : rulesOf(type)),
    assignment: 'single' as const,
    hours: { ...toHours(draft), ...(host === null ? {} : { hostId: host.id }) },
  };
  return (
    <div className="host-preview">
      {type !== undefined && types.length > 1 && (
        <Choice
          label={preview.ofType}
          value={type.id}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosenId}
        />
      )}
      <SlotPreview
        question={isDeactivated || !areHoursValid(draft) ? null : question}
        whyNone={isDeactivated ? preview.deactivated : undefined}
        timeZone={draft.timeZone}
        notes={notes}
      >
        {type !== undefined && <WhyNot key={type.id} type={type} timeZone={draft.timeZone} />}
      </SlotPreview>
    </div>
  );
};

/** Says what clock changes of the coming week do to the hours in the form. */
const useClockNotes = (draft: HostDraft): readonly string[] => {
  const { preview } = useTexts();
  const { locale } = useLanguage();
  const serviceNow = useServiceNow();
  if (!areHoursValid(draft)) return [];
  const today = timeFormatIn(draft.timeZone, locale).dateKey(serviceNow().toISOString());
  const times = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' });
  const timeOf = (time: string): string => times.format(Date.parse(`2000-01-01T00:00Z`) + minutesOf(time) * 60_000);
  return changedHours(draft, today, PREVIEW_DAYS).map(({ date, from, to, clocks, effect }) => {
    const day = dayName(date, locale);
    const range = `${timeOf(from)}–${timeOf(to)}`;
    switch (effect.kind) {
      case 'lasts': {
        const length = preview.hoursAndMinutes(Math.floor(effect.minutes / 60), effect.minutes % 60);
        return preview.clocks.lasts(day, clocks, range, length);
      }
      case 'skipped':
        return preview.clocks.skipped(day, range);
      case 'endsFirst':
        return preview.clocks.endsFirst(day, range, timeOf(to));
    }
  });
};

const rulesOf = (type: MeetingType) => ({
  meetingTypeId: type.id,
  durationMinutes: type.durationMinutes,
  slotIntervalMinutes: type.slotIntervalMinutes,
  bufferBeforeMinutes: type.bufferBeforeMinutes,
  bufferAfterMinutes: type.bufferAfterMinutes,
  minimumNoticeMinutes: type.minimumNoticeMinutes,
  bookingWindow: type.bookingWindow,
  ...(type.maxPerDay === undefined ? {} : { maxPerDay: type.maxPerDay }),
});
