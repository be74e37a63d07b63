import type { Host } from '../api/shapes.js';
import { SlotPreview } from '../preview/slot-preview.js';
import { ownTimeZone } from '../../shared/time-zones.js';
import { meetingTypeOf, type Draft } from './draft.js';
import { problemsOf } from './draft-problems.js';

interface TypePreviewProps {
  readonly id: string | null;
  readonly draft: Draft;
  readonly hosts: readonly Host[];
}

/** The coming week of a meeting type as it is typed. */
export const TypePreview = ({ id, draft, hosts }: TypePreviewProps) => {
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
