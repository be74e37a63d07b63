import { Link } from 'wouter';
import type { ConnectedCalendar } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { rescheduleHref } from '../bookings/reschedule-request.js';
import { failureText } from './calendar-problems.js';
import { Swatch } from './swatch.js';
import { useAge } from './use-age.js';

interface CalendarCardProps {
  readonly calendar: ConnectedCalendar;
  readonly isReading: boolean;
  readonly onRead: () => void;
  readonly onSettings: () => void;
  readonly onDisconnect: () => void;
}

/** Shows one connected calendar: whether it works, when it was read, and what counts of it. */
export const CalendarCard = ({ calendar, isReading, onRead, onSettings, onDisconnect }: CalendarCardProps) => {
  const texts = useTexts();
  const { calendars: t } = texts;
  const { shortTime } = useTimeFormat();
  const age = useAge();
  const { name, state, lastReadAt, busyCount, skippedCount, unknownZones = [], failingSince } = calendar;
  const { allEventsBusy, whenUnreachable } = calendar;
  const failure = failureText(calendar, texts);
  return (
    <li>
      <h3>
        {name}{' '}
        <span className="badge" data-status={state === 'ok' ? 'consumed' : 'failing'}>
          {t.states[state]}
        </span>
      </h3>
      <p className="quiet">
        {lastReadAt === null ? t.neverRead : t.read(age(lastReadAt))} · {t.busy(busyCount)}
      </p>
      {failure !== null && (
        <p className="notice">
          {failingSince === undefined ? '' : `${t.failingSince(shortTime(failingSince))} `}
          {failure}
        </p>
      )}
      {skippedCount > 0 && <p>{t.skipped(skippedCount)}</p>}
      {unknownZones.length > 0 && <p>{t.unknownZones(unknownZones)}</p>}
      <Counting calendar={calendar} />
      <Writing calendar={calendar} />
      {allEventsBusy && <p className="quiet">{t.allEventsBusy}</p>}
      {whenUnreachable === 'refuse' && <p className="quiet">{t.refuses}</p>}
      <div className="buttons">
        <ActionButton label={t.readNamed(name)} isBusy={isReading} onPress={onRead}>
          {isReading ? t.reading : t.readNow}
        </ActionButton>
        <ActionButton label={t.settingsNamed(name)} onPress={onSettings}>
          {t.settings}
        </ActionButton>
        <ActionButton look="secondary quiet-danger" label={t.disconnectNamed(name)} onPress={onDisconnect}>
          {t.disconnect}
        </ActionButton>
      </div>
    </li>
  );
};

/** Where bookings go, and those that are not there as they should be. */
const Writing = ({
  calendar: { collections = [], writeTo, differing = [] },
}: {
  readonly calendar: ConnectedCalendar;
}) => {
  const { calendars: t } = useTexts();
  const { shortTime } = useTimeFormat();
  const target = collections.find(({ href }) => href === writeTo);
  return (
    <>
      {target !== undefined && <p className="quiet">{t.writesTo(target.name)}</p>}
      {differing.map(({ bookingId, difference, start }) => (
        <p key={bookingId} className="notice">
          {t.differing[difference](start === undefined ? '' : shortTime(start))}{' '}
          {difference === 'movedByHost' && start !== undefined ? (
            <Link href={rescheduleHref(bookingId, start)}>{t.reschedule}</Link>
          ) : (
            <Link href={`/bookings#${bookingId}`}>{t.showBooking}</Link>
          )}
        </p>
      ))}
    </>
  );
};

/** The collections of an account that count. */
const Counting = ({ calendar: { collections = [], readFrom = [] } }: { readonly calendar: ConnectedCalendar }) => {
  const { calendars: t } = useTexts();
  const counting = collections.filter(({ href }) => readFrom.includes(href));
  if (counting.length === 0) return null;
  return (
    <ul className="counting" aria-label={t.which}>
      {counting.map(({ href, name, color }) => (
        <li key={href}>
          <Swatch color={color} /> {name}
        </li>
      ))}
    </ul>
  );
};
