import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { Link as PageLink } from 'wouter';
import type { Booking, Link } from '../api/shapes.js';
import { useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { type Expiring, expiringSoon } from './expiring.js';
import { StatusBadge, useLinkName } from './link-labels.js';
import { useServiceNow } from '../../shared/service-time.js';

interface LinkTableProps {
  readonly links: readonly Link[];
  readonly typeName: (id: string) => string;
  /** The booking that used a link, as far as it is known. */
  readonly bookingOf: (id: string) => Booking | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (link: Link) => void;
}

/**
 * A table on wide screens, cards on narrow ones. Explicit roles are needed: browsers drop table semantics when CSS
 * changes the layout.
 */
export const LinkTable = ({ links, typeName, bookingOf, selected, onSelect, onOpen }: LinkTableProps) => {
  const { links: t } = useTexts();
  const { columns } = t;
  const areAll = links.every(({ id }) => selected.has(id));
  const toggle = (id: string): void => {
    const changed = new Set(selected);
    if (!changed.delete(id)) changed.add(id);
    onSelect(changed);
  };
  return (
    <table className="links-table card" role="table" aria-label={t.title}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" className="select-cell" data-label={t.selectShown(links.length)}>
            <Checkbox
              className="check"
              aria-label={t.selectShown(links.length)}
              isSelected={areAll}
              onChange={() => onSelect(areAll ? new Set() : new Set(links.map(({ id }) => id)))}
            >
              <span className="box" aria-hidden="true" />
            </Checkbox>
          </th>
          {(['recipient', 'status', 'type', 'created', 'outcome'] as const).map((name) => (
            <th key={name} role="columnheader" className={`${name}-column`}>
              {columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {links.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            typeName={typeName(link.meetingTypeId)}
            booking={link.bookingId === undefined ? undefined : bookingOf(link.bookingId)}
            isSelected={selected.has(link.id)}
            onToggle={() => toggle(link.id)}
            onOpen={() => onOpen(link)}
          />
        ))}
      </tbody>
    </table>
  );
};

interface LinkRowProps {
  readonly link: Link;
  readonly typeName: string;
  readonly booking: Booking | undefined;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

const LinkRow = ({ link, typeName, booking, isSelected, onToggle, onOpen }: LinkRowProps) => {
  const { links: t } = useTexts();
  const { short, dateKey } = useTimeFormat();
  const linkName = useLinkName();
  const serviceNow = useServiceNow();
  const [now] = useState(() => serviceNow().getTime());
  const name = linkName(link);
  const soon = expiringSoon(link, now, dateKey);
  const hasOutcome = link.status === 'active' || link.consumedAt !== undefined;
  return (
    <tr role="row" data-status={link.status}>
      <td role="cell" className="select-cell">
        <Checkbox className="check" aria-label={t.select(name)} isSelected={isSelected} onChange={onToggle}>
          <span className="box" aria-hidden="true" />
        </Checkbox>
      </td>
      <td role="cell" className="who-cell">
        <ActionButton look="link-button" label={t.open(name)} onPress={onOpen}>
          {name}
        </ActionButton>
        {link.recipient?.name !== undefined && <span className="quiet">{link.recipient.email}</span>}
      </td>
      <td role="cell" className="status-cell">
        <StatusBadge status={link.status} />
        {link.status === 'active' && (link.hostLeft ?? link.hostDeactivated) === true && (
          <span className="quiet">{t.noTimes}</span>
        )}
      </td>
      <td role="cell" data-label={t.columns.type}>
        {typeName}
      </td>
      <td role="cell" data-label={t.columns.created}>
        {short(link.createdAt)}
      </td>
      <td role="cell" className={hasOutcome ? 'outcome-cell' : 'outcome-cell nothing'}>
        {hasOutcome ? <Outcome link={link} booking={booking} soon={soon} now={now} /> : '–'}
      </td>
    </tr>
  );
};

interface OutcomeProps {
  readonly link: Link;
  readonly booking: Booking | undefined;
  readonly soon: Expiring | null;
  readonly now: number;
}

/** Says who booked and for when, or how long the link has left. */
const Outcome = ({ link, booking, soon, now }: OutcomeProps) => {
  const { links: t, bookings } = useTexts();
  const { shortTime, meeting, fromNow } = useTimeFormat();
  const { isOwner } = useViewer();
  if (link.consumedAt !== undefined) {
    // The booking may be that of another host, which a plain host does not see.
    if (booking === undefined && !isOwner) return t.usedAt(shortTime(link.consumedAt));
    return (
      <>
        <PageLink href={`/bookings#${link.bookingId ?? ''}`}>
          {booking === undefined
            ? t.usedAt(shortTime(link.consumedAt))
            : t.bookedBy(booking.attendee.name, meeting(booking.start, now))}
        </PageLink>
        {booking !== undefined && booking.status !== 'confirmed' && (
          <span className="quiet outcome-after">{bookings.statuses[booking.status]}</span>
        )}
      </>
    );
  }
  return soon === null ? (
    t.expiresIn(fromNow(link.expiresAt, now))
  ) : (
    <span className="badge expiring">{t.expiresIn(t.expires[soon])}</span>
  );
};
