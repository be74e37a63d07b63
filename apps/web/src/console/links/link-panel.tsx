import { Link as PageLink } from 'wouter';
import { useLinkHistory } from '../api/queries.js';
import type { Link, LinkHistory } from '../api/shapes.js';
import { ActiveLink } from '../share/active-link.js';
import { useTexts } from '../texts/texts.js';
import { Panel } from '../ui/panel.js';
import { Loaded } from '../ui/page.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { BulkBar } from './bulk-bar.js';
import { StatusBadge, useLinkName } from './link-labels.js';

interface LinkPanelProps {
  readonly link: Link;
  readonly typeName: string;
  /** Called with the new link once this one has been replaced. */
  readonly onReplaced: (link: Link) => void;
  readonly onClose: () => void;
}

/** Shows one link with its history. */
export const LinkPanel = ({ link, typeName, onReplaced, onClose }: LinkPanelProps) => {
  const { links: t, share } = useTexts();
  const { shortTime } = useTimeFormat();
  const linkName = useLinkName();
  const history = useLinkHistory(link.id);
  return (
    <Panel title={linkName(link)} onClose={onClose}>
      <p>
        <StatusBadge status={link.status} /> {typeName}
      </p>
      <dl className="facts">
        {link.recipient?.email !== undefined && <Fact name={share.email}>{link.recipient.email}</Fact>}
        {link.note !== undefined && <Fact name={t.note}>{link.note}</Fact>}
        <Fact name={t.columns.created}>{shortTime(link.createdAt)}</Fact>
        {link.status === 'active' && <Fact name={t.expiresAt}>{shortTime(link.expiresAt)}</Fact>}
        {link.consumedAt !== undefined && <Fact name={t.columns.used}>{shortTime(link.consumedAt)}</Fact>}
      </dl>
      {link.status === 'active' && <ActiveLink link={link} onRefreshed={onReplaced} />}
      {link.bookingId !== undefined && (
        <p>
          <PageLink href={`/bookings#${link.bookingId}`} className="secondary">
            {t.booking}
          </PageLink>
        </p>
      )}
      <BulkBar links={[link]} onDone={() => undefined} isAlone />
      <h3>{t.history}</h3>
      <Loaded query={history}>{(events) => <History events={events} />}</Loaded>
    </Panel>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const History = ({ events }: { readonly events: LinkHistory['events'] }) => {
  const { shortTime } = useTimeFormat();
  const describe = useEntryText();
  return (
    <ol className="history">
      {events.map((event, index) => (
        <li key={index}>
          <time dateTime={event.at} className="quiet">
            {shortTime(event.at)}
          </time>
          <p>{describe(event)}</p>
        </li>
      ))}
    </ol>
  );
};

/** Describes a history entry in the host's language; unknown types fall back to the service's summary. */
const useEntryText = (): ((event: LinkHistory['events'][number]) => string) => {
  const { history, historyReasons } = useTexts();
  return ({ type, data }) => {
    const isReplaced = type === 'LinkRevoked' && data['replacedBy'] !== undefined;
    const known = history[isReplaced ? 'LinkReplaced' : type];
    const reason = typeof data['reason'] === 'string' ? (historyReasons[data['reason']] ?? data['reason']) : null;
    const sentence = known ?? (typeof data['summary'] === 'string' ? data['summary'] : type);
    return reason === null ? sentence : `${sentence} (${reason})`;
  };
};
