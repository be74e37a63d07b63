import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiError, dataOf, type PublicBooking } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { timeFormatIn } from '../shared/time-format.js';
import { BusyButton } from './busy-button.js';
import { cancelBooking, type Change } from './change-booking.js';
import { BookingFacts } from './booking-facts.js';
import { FocusHeading } from './focus-heading.js';
import { backToLink, wayBackFrom } from './way-back.js';

interface OptInWaitingProps {
  readonly manageToken: string;
  readonly booking: PublicBooking;
  readonly timeZone: string;
  readonly takesFocus: boolean;
  /** Called with the outcome if the attendee gave the attempt up, or it has ended meanwhile. */
  readonly onDone: (change: Change) => void;
}

/** Says which address got the mail and until when the time is held. */
export const OptInWaiting = ({ manageToken, booking, timeZone, takesFocus, onDone }: OptInWaitingProps) => {
  const { messages, locale } = useLanguage();
  const { attendee, optInUntil } = booking;
  const [wayBack] = useState(() => wayBackFrom(manageToken).read());
  const [hasFailed, setFailed] = useState(false);
  const leaving = useMutation({
    mutationFn: () => cancelBooking(manageToken, ''),
    onSuccess: (change) => {
      if (change.kind === 'failed') setFailed(true);
      else if (change.kind === 'changed' && wayBack !== null) backToLink(wayBack);
      else onDone(change);
    },
    onError: () => setFailed(true),
  });
  return (
    <>
      <FocusHeading takesFocus={takesFocus}>{messages.headings.awaitingOptIn}</FocusHeading>
      <p>{messages.optInSent(attendee.email)}</p>
      {optInUntil !== undefined && <p>{messages.optInUntil(timeFormatIn(timeZone, locale).moment(optInUntil))}</p>}
      <BookingFacts booking={booking} timeZone={timeZone} />
      {hasFailed && (
        <p role="alert" className="notice">
          {messages.tryAgain}
        </p>
      )}
      <section>
        <SendAgain manageToken={manageToken} email={attendee.email} onEnded={() => onDone({ kind: 'notPossible' })} />
      </section>
      <section>
        <BusyButton className="secondary" isBusy={leaving.isPending} onPress={() => leaving.mutate()}>
          {wayBack === null ? messages.giveUp : messages.wrongAddress}
        </BusyButton>
        {wayBack !== null && <p className="quiet below">{messages.wrongAddressHint}</p>}
      </section>
    </>
  );
};

interface SendAgainProps {
  readonly manageToken: string;
  readonly email: string;
  readonly onEnded: () => void;
}

/** Mails the opt-in link again. The service decides how often. */
const SendAgain = ({ manageToken, email, onEnded }: SendAgainProps) => {
  const { messages } = useLanguage();
  const sending = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/public/bookings/{manageToken}/opt-in-mail', { params: { path: { manageToken } }, body: {} }),
      ),
    onError: (error) => {
      if (error instanceof ApiError && error.problem?.status === 409) onEnded();
    },
  });
  const slug = sending.error instanceof ApiError ? sending.error.slug : '';
  const isSpent = slug === 'too-many-mails';
  return (
    <>
      <p role="status" className={sending.isSuccess ? 'notice good' : ''}>
        {sending.isSuccess ? messages.sentAgain(email) : ''}
      </p>
      {sending.isError && (
        <p role="alert" className="notice">
          {isSpent ? messages.sentTooOften : slug === 'too-many-requests' ? messages.tooMany : messages.tryAgain}
        </p>
      )}
      <BusyButton
        className="secondary"
        isBusy={sending.isPending}
        isDisabled={isSpent}
        onPress={() => sending.mutate()}
      >
        {sending.isPending ? messages.sendingAgain : messages.sendAgain}
      </BusyButton>
    </>
  );
};
