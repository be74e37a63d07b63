import { useState } from 'react';
import { Link as PageLink } from 'wouter';
import { useBooking, useBookings, useLinkHistory } from '../api/queries.js';
import type { Booking, Link, LinkHistory, MeetingType } from '../api/shapes.js';
import { ActiveLink } from '../share/active-link.js';
import { mayBookAtOnce, useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Panel } from '../ui/panel.js';
import { Loaded } from '../ui/page.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { AllowAttempts } from './allow-attempts.js';
import { BookForRecipient } from './book-for-recipient.js';
import { BulkBar } from './bulk-bar.js';
import { actorOf, type HistoryEvent, historyTextKey, historyWords, meetingTimesAt } from './history-text.js';
import { LinkFacts } from './link-facts.js';
import { StatusBadge, useLinkName } from './link-labels.js';

interface LinkPanelProps {
  readonly link: Link;
  /** Undefined if it is not known yet. */
  readonly type: MeetingType | undefined;
  /** Opens another link instead, such as the one that replaced this one. */
  readonly onOpen: (linkId: string) => void;
  readonly onClose: () => void;
}

/** Shows one link with its history. */
export const LinkPanel = ({ link, type, onOpen, onClose }: LinkPanelProps) => {
  const { links: t, hostBooking } = useTexts();
  const [isBooking, setBooking] = useState(false);
  const [refreshedId, setRefreshedId] = useState<string | null>(null);
  const linkName = useLinkName();
  const viewer = useViewer();
  const history = useLinkHistory(link.id);
  const bookingId = useSeenBookingId(link);
  const booking = useBooking(bookingId);
  return (
    <Panel title={linkName(link)} onClose={onClose}>
      <p>
        <StatusBadge status={link.status} /> {type?.name}
      </p>
      {link.status === 'active' && (link.hostLeft ?? link.hostDeactivated) === true && (
        <p role="note" className="notice">
          {link.hostLeft === true ? t.hostLeft : t.hostDeactivated[neededHosts(link, type)]}
        </p>
      )}
      <AllowAttempts link={link} />
      <LinkFacts link={link} onOpen={onOpen} />
      {link.status === 'active' && (
        <ActiveLink
          link={link}
          isRefreshed={link.id === refreshedId}
          onRefreshed={({ id }) => {
            setRefreshedId(id);
            onOpen(id);
          }}
        />
      )}
      {bookingId !== undefined && (
        <p>
          <PageLink href={`/bookings#${bookingId}`} className="secondary">
            {t.booking}
          </PageLink>
        </p>
      )}
      {link.status === 'active' &&
        link.url !== undefined &&
        type !== undefined &&
        mayBookAtOnce(viewer, type, link) && (
          <p>
            <ActionButton onPress={() => setBooking(true)}>{hostBooking.open}</ActionButton>
          </p>
        )}
      {isBooking && type !== undefined && (
        <BookForRecipient link={link} type={type} onClose={() => setBooking(false)} />
      )}
      {/* The outcome of an action is about this link, and must not stay for the next one. */}
      <BulkBar key={link.id} links={[link]} onDone={() => undefined} isAlone />
      <h3>{t.history}</h3>
      <Loaded query={history}>{(events) => <History events={events} booking={booking} />}</Loaded>
    </Panel>
  );
};

/** Which of its hosts a link waits for. */
const neededHosts = (
  { hostId }: Pick<Link, 'hostId'>,
  type: Pick<MeetingType, 'hostIds' | 'assignment'> | undefined,
): 'one' | 'all' | 'together' => {
  if (hostId !== undefined || type?.hostIds.length === 1) return 'one';
  return type?.assignment === 'collective' ? 'together' : 'all';
};

interface HistoryProps {
  readonly events: LinkHistory['events'];
  /** The booking that used the link. */
  readonly booking: Booking | undefined;
}

/** A plain host's own link may have been used to book with another host, which is not the plain host's to see. */
const useSeenBookingId = ({ bookingId }: Link): string | undefined => {
  const { isOwner } = useViewer();
  const { data: seen = [] } = useBookings();
  return isOwner || seen.some(({ id }) => id === bookingId) ? bookingId : undefined;
};

const History = ({ events, booking }: HistoryProps) => {
  const { links: t } = useTexts();
  const { shortTime, moment } = useTimeFormat();
  const describe = useEntryText();
  const detailsOf = (event: HistoryEvent, index: number): string => {
    const actor = actorOf(event, booking?.attendee.name);
    const times = meetingTimesAt(events, index, booking?.start);
    return [
      ...(actor === null ? [] : [t.actedBy(actor.name, actor.isKey)]),
      ...(times === null
        ? []
        : [[times.from, times.to].flatMap((one) => (one === undefined ? [] : [moment(one)])).join(' → ')]),
    ].join(' · ');
  };
  return (
    <ol className="history">
      {events.map((event, index) => (
        <li key={index}>
          <time dateTime={event.at} className="quiet">
            {shortTime(event.at)}
          </time>
          <p>
            {describe(event)}
            <span className="quiet">{detailsOf(event, index)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
};

/** Describes a history entry in the host's language; unknown types fall back to the service's summary. */
const useEntryText = (): ((event: HistoryEvent) => string) => {
  const { history, historyReasons } = useTexts();
  return (event) => {
    const { summary } = event.data;
    const sentence = history[historyTextKey(event)] ?? (typeof summary === 'string' ? summary : event.type);
    const words = historyWords(event);
    return words === null ? sentence : `${sentence} (${historyReasons[words] ?? words})`;
  };
};
