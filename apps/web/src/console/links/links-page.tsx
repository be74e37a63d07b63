import { useMemo, useState } from 'react';
import { Link as PageLink } from 'wouter';
import { useLinks, useMeetingTypes } from '../api/queries.js';
import type { Link, MeetingType } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { PageTitle } from '../ui/page-title.js';
import { Empty, Loaded } from '../ui/states.js';
import { BulkBar } from './bulk-bar.js';
import { ExportButton } from './export-button.js';
import { findLinks, noFilter, type LinkFilter } from './find-links.js';
import { ImportPanel } from './import-panel.js';
import { LinkFilters } from './link-filters.js';
import { LinkPanel } from './link-panel.js';
import { LinkTable } from './link-table.js';

const STEP = 50;

/** Every link, and what became of it. */
export const LinksPage = () => {
  const { links: t } = useTexts();
  const links = useLinks();
  const types = useMeetingTypes();
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <PageTitle title={t.title} lead={t.lead}>
        {(types.data ?? []).length > 0 && <Action onPress={() => setImporting(true)}>{t.import}</Action>}
      </PageTitle>
      <Loaded query={links} rows={6}>
        {(all) => (
          <Loaded query={types} rows={6}>
            {(known) => (all.length === 0 ? <NoLinks /> : <LinkList links={all} types={known} />)}
          </Loaded>
        )}
      </Loaded>
      {isImporting && <ImportPanel types={types.data ?? []} onClose={() => setImporting(false)} />}
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

const LinkList = ({ links, types }: { readonly links: readonly Link[]; readonly types: readonly MeetingType[] }) => {
  const { links: t, common } = useTexts();
  const [filter, setFilter] = useState<LinkFilter>(noFilter);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [limit, setLimit] = useState(STEP);
  const typeName = useMemo(() => {
    const names = new Map(types.map(({ id, name }) => [id, name]));
    return (id: string): string => names.get(id) ?? '';
  }, [types]);
  const found = useMemo(() => findLinks(links, filter, typeName), [links, filter, typeName]);
  const shown = found.slice(0, limit);
  const chosen = found.filter(({ id }) => selected.has(id));
  const opened = links.find(({ id }) => id === openId);
  const rest = found.length - shown.length;
  return (
    <>
      <LinkFilters filter={filter} types={types} onChange={setFilter} />
      <div className="list-bar">
        <p role="status" className="quiet">
          {t.shown(found.length, links.length)}
        </p>
        <ExportButton links={chosen.length > 0 ? chosen : found} />
      </div>
      <BulkBar links={chosen} onDone={() => setSelected(new Set())} />
      {found.length === 0 ? (
        <Empty title={t.noneFound} action={<Action onPress={() => setFilter(noFilter)}>{t.clearFilter}</Action>}>
          {t.searchHint}
        </Empty>
      ) : (
        <LinkTable
          links={shown}
          typeName={typeName}
          selected={selected}
          onSelect={setSelected}
          onOpen={(link) => setOpenId(link.id)}
        />
      )}
      {rest > 0 && <Action onPress={() => setLimit(limit + STEP)}>{common.showMore(Math.min(STEP, rest))}</Action>}
      {opened !== undefined && (
        <LinkPanel
          link={opened}
          typeName={typeName(opened.meetingTypeId)}
          onReplaced={({ id }) => setOpenId(id)}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
};
