import type { MeetingType, NewLink } from '../api/shapes.js';
import { looksLikeEmail } from '../../shared/email-address.js';

/** A new link as typed into the form. */
export interface LinkDraft {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly days: string;
  /** Empty for the meeting type's own assignment. */
  readonly hostId: string;
}

export const emptyDraft = (type: Pick<MeetingType, 'linkValidityDays'>): LinkDraft => ({
  name: '',
  email: '',
  note: '',
  days: String(type.linkValidityDays),
  hostId: '',
});

export type LinkDraftProblem = 'emailWrong' | 'daysWrong';

/** Validates the draft; returns problems by field. */
export const problemsOf = (
  draft: LinkDraft,
): { readonly email?: LinkDraftProblem; readonly days?: LinkDraftProblem } => {
  const days = Number(draft.days);
  const isEmailWrong = draft.email.trim() !== '' && !looksLikeEmail(draft.email.trim());
  const isDaysWrong = !Number.isInteger(days) || days < 1 || days > 3650;
  return { ...(isEmailWrong ? { email: 'emailWrong' } : {}), ...(isDaysWrong ? { days: 'daysWrong' } : {}) };
};

/** Converts the draft to the API's form, without empty fields. */
export const toNewLink = (type: Pick<MeetingType, 'id'>, draft: LinkDraft): NewLink => {
  const name = draft.name.trim();
  const email = draft.email.trim();
  const note = draft.note.trim();
  const recipient = { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
  return {
    meetingTypeId: type.id,
    expiresInDays: Number(draft.days),
    ...(Object.keys(recipient).length === 0 ? {} : { recipient }),
    ...(note === '' ? {} : { note }),
    ...(draft.hostId === '' ? {} : { hostId: draft.hostId }),
  };
};
