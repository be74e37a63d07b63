import type { MeetingType, NewLink } from '../api/shapes.js';
import { looksLikeEmail } from '../../shared/email-address.js';

/** What a host says about a link before it is made, as typed. */
export interface LinkDraft {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly days: string;
  /** Empty: as the meeting type has it. */
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

/** What is wrong, by field. */
export const problemsOf = (
  wish: LinkDraft,
): { readonly email?: LinkDraftProblem; readonly days?: LinkDraftProblem } => {
  const days = Number(wish.days);
  const isEmailWrong = wish.email.trim() !== '' && !looksLikeEmail(wish.email.trim());
  const isDaysWrong = !Number.isInteger(days) || days < 1 || days > 3650;
  return { ...(isEmailWrong ? { email: 'emailWrong' } : {}), ...(isDaysWrong ? { days: 'daysWrong' } : {}) };
};

/** The wish as the service takes it; what was left empty is left out. */
export const newLinkOf = (type: Pick<MeetingType, 'id'>, wish: LinkDraft): NewLink => {
  const name = wish.name.trim();
  const email = wish.email.trim();
  const note = wish.note.trim();
  const recipient = { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) };
  return {
    meetingTypeId: type.id,
    expiresInDays: Number(wish.days),
    ...(Object.keys(recipient).length === 0 ? {} : { recipient }),
    ...(note === '' ? {} : { note }),
    ...(wish.hostId === '' ? {} : { hostId: wish.hostId }),
  };
};
