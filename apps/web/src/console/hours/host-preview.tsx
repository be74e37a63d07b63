import { useState } from 'react';
import type { MeetingType } from '../api/shapes.js';
import { SlotPreview } from '../preview/slot-preview.js';
import { WhyNot } from '../preview/why-not.js';
import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/fields.js';
import { areHoursValid, type HostDraft, toHours } from './host-draft.js';

interface HostPreviewProps {
  readonly hostId: string | null;
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
export const HostPreview = ({ hostId, draft, types }: HostPreviewProps) => {
  const { preview } = useTexts();
  const [chosenId, setChosenId] = useState<string>('');
  const type = types.find(({ id }) => id === chosenId) ?? types[0];
  const question = {
    ...(type === undefined ? HALF_AN_HOUR : rulesOf(type)),
    assignment: 'single' as const,
    hours: { ...toHours(draft), ...(hostId === null ? {} : { hostId }) },
  };
  return (
    <div>
      {type !== undefined && types.length > 1 && (
        <Choice
          label={preview.ofType}
          value={type.id}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosenId}
        />
      )}
      <SlotPreview question={areHoursValid(draft) ? question : null} timeZone={draft.timeZone}>
        {type !== undefined && <WhyNot key={type.id} type={type} timeZone={draft.timeZone} />}
      </SlotPreview>
    </div>
  );
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
