import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import type { CalendarDifference } from './calendar-differences.js';

interface DifferenceNoticesProps {
  readonly differences: readonly CalendarDifference[];
  /** Whose meeting it is, for the button. */
  readonly attendee: string;
  readonly onReschedule: (start: string) => void;
}

/** Says how a booking differs from its event in a host's own calendar, and offers to follow a move. */
export const DifferenceNotices = ({ differences, attendee, onReschedule }: DifferenceNoticesProps) => {
  const { bookings: t } = useTexts();
  const { shortTime } = useTimeFormat();
  return differences.map(({ calendar, difference, start }) => (
    <p key={`${calendar} ${difference}`} className="notice">
      {t.differs[difference](calendar, start === undefined ? '' : shortTime(start))}{' '}
      {difference === 'movedByHost' && start !== undefined && (
        <ActionButton look="link-button" label={t.followMoveNamed(attendee)} onPress={() => onReschedule(start)}>
          {t.followMove}
        </ActionButton>
      )}
    </p>
  ));
};
