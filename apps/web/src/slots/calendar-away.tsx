import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { ApiError } from '../api/client.js';
import { useMessages } from '../messages/language.js';

/** A calendar of the host cannot be read, and the host takes no bookings meanwhile. Nothing was stored. */
export interface CalendarAway {
  readonly kind: 'calendarAway';
  /** How long to wait before the next attempt. */
  readonly retryAfterSeconds: number;
}

/** The service's own pause after a failed read. */
const RETRY_AFTER_SECONDS = 10;

/** Returns null for any other failure. */
export const calendarAwayFrom = (error: unknown): CalendarAway | null =>
  error instanceof ApiError && error.slug === 'calendar-unavailable'
    ? { kind: 'calendarAway', retryAfterSeconds: error.retryAfterSeconds ?? RETRY_AFTER_SECONDS }
    : null;

interface CalendarAwayNoticeProps {
  /** The failure, and the state of the booking after it. */
  readonly text: string;
  readonly away: CalendarAway;
  readonly isSending: boolean;
  readonly onTryAgain: () => void;
  readonly onOtherTime: () => void;
}

/** Says that the host's calendar cannot be read, and offers to try again, once that makes sense, or another time. */
export const CalendarAwayNotice = ({ text, away, isSending, onTryAgain, onOtherTime }: CalendarAwayNoticeProps) => {
  const messages = useMessages();
  const canTry = useIsOver(away);
  return (
    <div className="calendar-away">
      <p role="alert" className="notice">
        {text}
      </p>
      <p role="status">{canTry ? messages.tryNow : messages.tryInAMoment(away.retryAfterSeconds)}</p>
      <div className="buttons">
        <Button className="secondary" isDisabled={!canTry || isSending} onPress={onTryAgain}>
          {messages.reload}
        </Button>
        <Button className="secondary" isDisabled={isSending} onPress={onOtherTime}>
          {messages.chooseAnotherTime}
        </Button>
      </div>
    </div>
  );
};

/** Becomes true once the pause is over. Each answer begins a pause of its own. */
const useIsOver = (away: CalendarAway): boolean => {
  const [over, setOver] = useState<CalendarAway | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOver(away), away.retryAfterSeconds * 1_000);
    return () => clearTimeout(timer);
  }, [away]);
  return over === away;
};
