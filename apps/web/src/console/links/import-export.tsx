import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, dataOf } from '../../api/client.js';
import { updateCachedLinks } from '../api/changes.js';
import { idempotencyHeader } from '../api/requests.js';
import { useBookings } from '../api/queries.js';
import type { Link, LinkStatus, MeetingType } from '../api/shapes.js';
import { formatCsv } from './csv.js';
import { exportedRows } from './exported-rows.js';
import { type ImportedLinks, MAX_IMPORTED, readLinks } from './import-rows.js';
import { useServiceNow } from '../../shared/service-time.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice } from '../ui/fields.js';
import { Panel } from '../ui/panel.js';

interface ImportPanelProps {
  readonly types: readonly MeetingType[];
  readonly onClose: () => void;
}

/** Creates a link for each person in a CSV file, all or none, and offers the links as a CSV file. */
export const ImportPanel = ({ types, onClose }: ImportPanelProps) => {
  const texts = useTexts();
  const t = texts.import;
  const queries = useQueryClient();
  const serviceNow = useServiceNow();
  const fileId = useId();
  const [typeId, setTypeId] = useState(types[0]?.id ?? '');
  const [found, setFound] = useState<ImportedLinks | null>(null);
  const [idempotency, setIdempotency] = useState(idempotencyHeader);
  const making = useMutation({
    mutationFn: async ({ links }: ImportedLinks): Promise<readonly Link[]> => {
      const body = { meetingTypeId: typeId, links: [...links] };
      return (await dataOf(api.POST('/v1/links/batch', { body, params: { header: idempotency } }))).items;
    },
    onSuccess: (made) => updateCachedLinks(queries, made),
  });
  const read = async (file: File | undefined): Promise<void> => {
    making.reset();
    setIdempotency(idempotencyHeader());
    setFound(
      file === undefined ? null : readLinks(await file.text(), { timeZone: deviceTimeZone(), now: serviceNow() }),
    );
  };
  const count = found?.links.length ?? 0;
  return (
    <Panel title={t.title} onClose={onClose}>
      <p>{t.lead}</p>
      <div className="fields">
        <Choice
          label={t.type}
          value={typeId}
          options={types.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            setTypeId(id);
            setIdempotency(idempotencyHeader());
          }}
        />
        <div className="field">
          <label htmlFor={fileId}>{t.file}</label>
          <input
            id={fileId}
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </div>
      </div>
      <MoreColumns />
      <p role="status">{found === null ? '' : count === 0 ? t.nobody : t.found(count)}</p>
      {found !== null && <Problems found={found} />}
      {making.isError && (
        <p role="alert" className="notice">
          {errorText(making.error, texts)}
        </p>
      )}
      {making.isSuccess ? (
        <>
          <p role="status" className="notice good">
            {t.made(making.data.length)}
          </p>
          <ExportButton
            links={making.data}
            typeName={(id) => types.find((type) => type.id === id)?.name ?? ''}
            label={t.download}
          />
        </>
      ) : (
        found !== null &&
        count > 0 &&
        count <= MAX_IMPORTED && (
          <ActionButton look="primary" isBusy={making.isPending} onPress={() => making.mutate(found)}>
            {making.isPending ? t.making : t.make(count)}
          </ActionButton>
        )
      )}
    </Panel>
  );
};

/** Explains the optional columns. */
const MoreColumns = () => {
  const { import: t } = useTexts();
  return (
    <details>
      <summary>{t.moreColumns}</summary>
      <p className="quiet">{t.moreColumnsHint(zoneName(deviceTimeZone()))}</p>
      <dl className="column-list">
        {t.columns.map(([heading, values]) => (
          <div key={heading}>
            <dt>{heading}</dt>
            <dd>{values}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

const SHOWN = 10;

const Problems = ({ found: { links, problems, ignored } }: { readonly found: ImportedLinks }) => {
  const { import: t } = useTexts();
  return (
    <>
      {ignored.length > 0 && <p className="quiet">{t.ignored(ignored.slice(0, SHOWN))}</p>}
      {links.length > MAX_IMPORTED && <p className="notice">{t.tooMany(MAX_IMPORTED)}</p>}
      {problems.length > 0 && (
        <div className="notice">
          <p>{t.problems(problems.length)}</p>
          <ul>
            {problems.slice(0, SHOWN).map(({ line, problem }) => (
              <li key={line}>{t.row(line, problem)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};

interface ExportButtonProps {
  readonly links: readonly Link[];
  readonly typeName: (id: string) => string;
  readonly label?: string;
  /** True while the list is not whole: a file with the first links alone would mislead. */
  readonly isWaiting?: boolean;
}

/** Downloads the links as a CSV file, in the order of the list. */
export const ExportButton = ({ links, typeName, label, isWaiting = false }: ExportButtonProps) => {
  const { links: t, import: words } = useTexts();
  const hasBookings = links.some(({ bookingId }) => bookingId !== undefined);
  const { data: bookings, isWhole } = useBookings();
  const save = (): void => {
    const booked = new Map(bookings?.map(({ id, start }) => [id, start]));
    const texts = {
      typeName,
      statusName: (status: LinkStatus) => t.statuses[status],
      startOf: (bookingId: string) => booked.get(bookingId),
    };
    saveFile('links.csv', 'text/csv;charset=utf-8', formatCsv([words.headings, ...exportedRows(links, texts)]));
  };
  return (
    <ActionButton onPress={save} isDisabled={links.length === 0 || isWaiting || (hasBookings && !isWhole)}>
      {label ?? t.export}
    </ActionButton>
  );
};

/** Starts a download of the text as a file. */
const saveFile = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
};
