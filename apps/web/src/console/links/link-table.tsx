import { type ReactNode, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { Link as PageLink } from 'wouter';
import type { Link } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { expiringSoon } from './expiring.js';
import { StatusBadge, useLinkName } from './link-labels.js';
import { useServiceNow } from '../../shared/service-time.js';

interface LinkTableProps {
  readonly links: readonly Link[];
  readonly typeName: (id: string) => string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (link: Link) => void;
}

/**
 * A table on wide screens, cards on narrow ones. Explicit roles are needed: browsers drop table semantics when CSS
 * changes the layout.
 */
export const LinkTable = ({ links, typeName, selected, onSelect, onOpen }: LinkTableProps) => {
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
          <th role="columnheader" className="select-cell" data-label={t.selectAll}>
            <Checkbox
              className="check"
              aria-label={t.selectAll}
              isSelected={areAll}
              onChange={() => onSelect(areAll ? new Set() : new Set(links.map(({ id }) => id)))}
            >
              <span className="box" aria-hidden="true" />
            </Checkbox>
          </th>
          {[columns.recipient, columns.status, columns.type, columns.created, columns.expires, columns.used].map(
            (name) => (
              <th key={name} role="columnheader">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {links.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            typeName={typeName(link.meetingTypeId)}
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
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

const LinkRow = ({ link, typeName, isSelected, onToggle, onOpen }: LinkRowProps) => {
  const { links: t } = useTexts();
  const { short, shortTime, fromNow, dateKey } = useTimeFormat();
  const linkName = useLinkName();
  const serviceNow = useServiceNow();
  const [now] = useState(() => serviceNow().getTime());
  const name = linkName(link);
  const soon = expiringSoon(link, now, dateKey);
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
      <td role="cell">
        <StatusBadge status={link.status} />
        {link.status === 'active' && link.hostLeft === true && <span className="quiet">{t.noTimes}</span>}
      </td>
      <td role="cell" data-label={t.columns.type}>
        {typeName}
      </td>
      <td role="cell" data-label={t.columns.created}>
        {short(link.createdAt)}
      </td>
      <MaybeCell label={t.columns.expires}>
        {link.status !== 'active' ? null : soon === null ? (
          fromNow(link.expiresAt, now)
        ) : (
          <span className="badge expiring">{t.expires[soon]}</span>
        )}
      </MaybeCell>
      <MaybeCell label={t.columns.used}>
        {link.consumedAt === undefined ? null : (
          <PageLink
            href={`/bookings#${link.bookingId ?? ''}`}
            aria-label={`${shortTime(link.consumedAt)}: ${t.booking}`}
          >
            {shortTime(link.consumedAt)}
          </PageLink>
        )}
      </MaybeCell>
    </tr>
  );
};

/** A cell that cards leave out if it is empty. */
const MaybeCell = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <td role="cell" data-label={label} className={children === null ? 'nothing' : ''}>
    {children ?? '–'}
  </td>
);
