import { useCallback, useMemo, useState } from 'react';
import { Input, Label, SearchField, Text } from 'react-aria-components';
import { Link as PageLink, useLocation, useSearch } from 'wouter';
import { useBookings, useLinks, useMeetingTypes } from '../api/queries.js';
import type { Link, MeetingType } from '../api/shapes.js';
import { BulkBar } from './bulk-bar.js';
import { expiringSoon } from './expiring.js';
import { ExportButton } from './export-button.js';
import { ImportPanel } from './import-panel.js';
import { filterIn, findLinks, type LinkFilter, linksHref, noFilter } from './find-links.js';
import { LinkPanel } from './link-panel.js';
import { LinkTable } from './link-table.js';
import { mayShare, useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice } from '../ui/fields.js';
import { Empty, Loaded, LoadingOn, PageTitle } from '../ui/page.js';
import { useTimeFormat } from '../ui/use-time-format.js';
import { useServiceNow } from '../../shared/service-time.js';

const STEP = 50;

/** Lists all links, with search, bulk actions, import and export. */
export const LinksPage = () => {
  const { links: t } = useTexts();
  const links = useLinks();
  const types = useMeetingTypes();
  const viewer = useViewer();
  const current = (types.data ?? []).filter((type) => !type.archived && mayShare(viewer, type));
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <PageTitle title={t.title} lead={t.lead}>
        {current.length > 0 && <ActionButton onPress={() => setImporting(true)}>{t.import}</ActionButton>}
      </PageTitle>
      <Loaded query={links} rows={6}>
        {(all) => (
          <Loaded query={types} rows={6}>
            {(known) => (
              <>
                {all.length === 0 ? <NoLinks /> : <LinkList links={all} types={known} isWhole={links.isWhole} />}
                {!links.isWhole && <LoadingOn query={links} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      {isImporting && <ImportPanel types={current} onClose={() => setImporting(false)} />}
    </>
  );
};

const NoLinks = () => {
  const { links: t, nav } = useTexts();
  return (
    <Empty
      title={t.emptyTitle}
      action={
        <PageLink href="/" className="primary">
          {nav.meetingTypes}
        </PageLink>
      }
    >
      {t.empty}
    </Empty>
  );
};

/** Keeps the filter in the address, so that it outlives a reload, and Back leads to the filter before. */
const useFilter = (): readonly [LinkFilter, (filter: LinkFilter) => void] => {
  const query = useSearch();
  const [, navigate] = useLocation();
  const filter = useMemo(() => filterIn(query), [query]);
  const setFilter = (changed: LinkFilter): void => {
    // Each letter of a search is no step of its own.
    const isTyping = changed.search !== filter.search;
    navigate(linksHref(changed), { replace: isTyping });
  };
  return [filter, setFilter];
};

interface LinkListProps {
  readonly links: readonly Link[];
  readonly types: readonly MeetingType[];
  /** False while later pages are still loading. */
  readonly isWhole: boolean;
}

const LinkList = ({ links, types, isWhole }: LinkListProps) => {
  const { links: t, common } = useTexts();
  const [filter, setFilter] = useFilter();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [limit, setLimit] = useState(STEP);
  const typeName = useMemo(() => {
    const names = new Map(types.map(({ id, name }) => [id, name]));
    return (id: string): string => names.get(id) ?? '';
  }, [types]);
  const bookings = useBookings().data;
  const bookingOf = useMemo(() => {
    const known = new Map(bookings?.map((booking) => [booking.id, booking]));
    return (id: string) => known.get(id);
  }, [bookings]);
  const { dateKey } = useTimeFormat();
  const serviceNow = useServiceNow();
  const [now] = useState(() => serviceNow().getTime());
  const isExpiring = useCallback((link: Link) => expiringSoon(link, now, dateKey) !== null, [now, dateKey]);
  const found = useMemo(() => findLinks(links, filter, typeName, isExpiring), [links, filter, typeName, isExpiring]);
  const expiring = links.filter(isExpiring).length;
  const shown = found.slice(0, limit);
  const chosen = found.filter(({ id }) => selected.has(id));
  const opened = links.find(({ id }) => id === openId);
  const rest = found.length - shown.length;
  return (
    <>
      {expiring > 0 && filter.status !== 'expiring' && (
        <p className="expiring-note">
          <strong>{t.expiringSoon(expiring)}</strong>{' '}
          <ActionButton look="link-button" onPress={() => setFilter({ ...noFilter, status: 'expiring' })}>
            {t.showExpiring}
          </ActionButton>
        </p>
      )}
      <LinkFilters filter={filter} types={types} onChange={setFilter} />
      <div className="list-bar">
        <p role="status" className="quiet">
          {t.shown(found.length, links.length)}
        </p>
        <ExportButton links={chosen.length > 0 ? chosen : found} typeName={typeName} isWaiting={!isWhole} />
      </div>
      <BulkBar
        links={chosen}
        of={found.length}
        onSelectAll={() => setSelected(new Set(found.map(({ id }) => id)))}
        onDone={() => setSelected(new Set())}
      />
      {found.length === 0 ? (
        <Empty
          title={t.noneFound}
          action={<ActionButton onPress={() => setFilter(noFilter)}>{t.clearFilter}</ActionButton>}
        >
          {t.searchHint}
        </Empty>
      ) : (
        <LinkTable
          links={shown}
          typeName={typeName}
          bookingOf={bookingOf}
          selected={selected}
          onSelect={setSelected}
          onOpen={(link) => setOpenId(link.id)}
        />
      )}
      {rest > 0 && (
        <ActionButton onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</ActionButton>
      )}
      {opened !== undefined && (
        <LinkPanel
          link={opened}
          type={types.find(({ id }) => id === opened.meetingTypeId)}
          onOpen={setOpenId}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
};

const STATUSES = ['active', 'consumed', 'expired', 'replaced', 'revoked'] as const;

interface LinkFiltersProps {
  readonly filter: LinkFilter;
  readonly types: readonly MeetingType[];
  readonly onChange: (filter: LinkFilter) => void;
}

const LinkFilters = ({ filter, types, onChange }: LinkFiltersProps) => {
  const { links: t, types: names, common } = useTexts();
  return (
    <search className="filters">
      <SearchField className="field" value={filter.search} onChange={(search) => onChange({ ...filter, search })}>
        <Label>{t.search}</Label>
        <Input />
        <Text slot="description" className="quiet hint">
          {t.searchHint}
        </Text>
      </SearchField>
      <Choice
        label={t.status}
        value={filter.status}
        options={[
          { value: '', label: common.all },
          ...STATUSES.map((status) => ({ value: status, label: t.statuses[status] })),
          { value: 'expiring', label: t.expiring },
        ]}
        onChange={(status) => onChange({ ...filter, status })}
      />
      <Choice
        label={t.type}
        value={filter.meetingTypeId}
        options={[
          { value: '', label: common.all },
          ...types.map(({ id, name, archived }) => ({ value: id, label: archived ? names.archivedName(name) : name })),
        ]}
        onChange={(meetingTypeId) => onChange({ ...filter, meetingTypeId })}
      />
    </search>
  );
};
