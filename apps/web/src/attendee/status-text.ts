import type { PublicBooking } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import type { TimeFormat } from '../shared/time-format.js';

/** Returns the heading of a booking's page. */
export const statusHeading = ({ status }: PublicBooking, messages: Messages, isOver: boolean): string =>
  isOver && status === 'confirmed' ? messages.over.heading : messages.headings[status];

/** Returns the paragraphs that explain a booking's status. `isOver`: its meeting has ended, or would have. */
export const statusText = (
  booking: PublicBooking,
  messages: Messages,
  { moment }: Pick<TimeFormat, 'moment'>,
  isOver: boolean,
): readonly string[] => {
  const { status, reason, approvalUntil, freshLinkId } = booking;
  const { explanations } = messages;
  switch (status) {
    case 'awaitingOptIn':
      return [];
    case 'awaitingApproval':
      return [
        approvalUntil === undefined ? explanations.awaitingApproval : messages.approvalUntil(moment(approvalUntil)),
      ];
    case 'declined':
      return [
        reason === 'approvalExpired' ? messages.approvalExpired : explanations.declined,
        freshLinkId === undefined ? messages.askForLink : messages.freshLink,
      ];
    case 'cancelled':
      if (endedBeforeOptIn(booking)) return [messages.endedBeforeOptIn];
      return [isOver ? messages.over.cancelled : explanations.cancelled];
    case 'rejected':
      return [(reason === undefined ? undefined : messages.rejections[reason]) ?? explanations.rejected];
    case 'pending':
      return [explanations.pending];
    case 'confirmed':
      return [isOver ? messages.over.confirmed : explanations.confirmed];
  }
};

/** Whether the attendee ended the attempt before it consumed its link. */
const endedBeforeOptIn = ({ status, reason }: PublicBooking): boolean =>
  status === 'cancelled' && reason === 'cancelled';

/** Whether the attempt came to nothing while its link may still be used. */
export const leavesLinkUsable = (booking: PublicBooking): boolean =>
  endedBeforeOptIn(booking) ||
  (booking.status === 'rejected' &&
    ['optInExpired', 'slotTaken', 'slotNotOffered', 'overdue'].includes(booking.reason ?? ''));
