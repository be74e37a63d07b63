import { useState } from 'react';
import { useApprovals } from '../api/queries.js';
import type { Booking } from '../api/shapes.js';
import { BookingCard } from '../bookings/booking-card.js';
import { type Texts, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Empty, Loaded, PageTitle } from '../ui/page.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { ApproveDialog, DeclineDialog, type Outcome } from './decide-dialogs.js';
import { useServiceNow } from '../../shared/service-time.js';

/** Lists the bookings that wait for an answer, the longest waiting first. */
export const ApprovalsPage = () => {
  const { approvals: t } = useTexts();
  const waiting = useApprovals();
  return (
    <>
      <PageTitle title={t.title} lead={t.lead} />
      <Loaded query={waiting}>{(bookings) => <Queue bookings={bookings} />}</Loaded>
    </>
  );
};

type Asked = { readonly decision: 'approve' | 'decline'; readonly booking: Booking };

const Queue = ({ bookings }: { readonly bookings: readonly Booking[] }) => {
  const { approvals: t } = useTexts();
  const { fromNow, shortTime } = useTimeFormat();
  const serviceNow = useServiceNow();
  const [now] = useState(() => serviceNow().getTime());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  // A booking's card leads here with its id in the hash.
  const [linkedId] = useState(() => location.hash.slice(1));
  const done = (made: Outcome): void => {
    setAsked(null);
    setOutcome(made);
  };
  const dialog = asked && { booking: asked.booking, onDone: done, onClose: () => setAsked(null) };
  return (
    <>
      <p role="status" className={outcome === null ? '' : outcome.kind === 'decided' ? 'notice good' : 'notice'}>
        {outcome === null ? '' : outcomeText(t, outcome)}
      </p>
      {bookings.length === 0 ? (
        <Empty title={t.emptyTitle}>{t.empty}</Empty>
      ) : (
        <ul className="booking-list">
          {bookings.map((booking) => (
            <BookingCard key={booking.id} booking={booking} isMarked={booking.id === linkedId} isOpen>
              <p className="quiet">
                {t.since(fromNow(booking.createdAt, now))}{' '}
                {booking.approvalUntil !== undefined &&
                  t.until(shortTime(booking.approvalUntil), fromNow(booking.approvalUntil, now))}
              </p>
              <div className="buttons">
                <ActionButton
                  look="primary"
                  label={t.approveNamed(booking.attendee.name)}
                  onPress={() => setAsked({ decision: 'approve', booking })}
                >
                  {t.approve}
                </ActionButton>
                <ActionButton
                  look="secondary quiet-danger"
                  label={t.declineNamed(booking.attendee.name)}
                  onPress={() => setAsked({ decision: 'decline', booking })}
                >
                  {t.decline}
                </ActionButton>
              </div>
            </BookingCard>
          ))}
        </ul>
      )}
      {dialog !== null &&
        (asked?.decision === 'approve' ? <ApproveDialog {...dialog} /> : <DeclineDialog {...dialog} />)}
    </>
  );
};

/** Says what was decided, also to a host who came too late. */
const outcomeText = (t: Texts['approvals'], { kind, booking }: Outcome): string => {
  const { status, attendee, freshLinkId } = booking;
  if (kind === 'tooLate') {
    const isKnown = status === 'confirmed' || status === 'declined' || status === 'cancelled';
    return isKnown ? t.tooLate[status](attendee.name) : t.tooLateOtherwise(attendee.name);
  }
  if (status !== 'declined') return t.approved(attendee.name);
  return freshLinkId === undefined ? t.declined(attendee.name) : t.declinedWithLink(attendee.name);
};
