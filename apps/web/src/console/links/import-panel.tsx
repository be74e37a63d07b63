import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import { useId, useMemo, useState } from 'react';
import type { MeetingType } from '../api/shapes.js';
import { decodeText } from './csv.js';
import { ExportButton } from './export-button.js';
import { ImportPreview, UnknownColumns } from './import-preview.js';
import { readRows } from './import-rows.js';
import { type ImportTable, readTable, withUse } from './import-table.js';
import { type ImportProgress, useImport } from './use-import.js';
import { BulkBar } from './bulk-bar.js';
import { useServiceNow } from '../../shared/service-time.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice } from '../ui/fields.js';
import { Panel } from '../ui/panel.js';
import { TickBox } from '../ui/tick-box.js';

interface ImportPanelProps {
  readonly types: readonly MeetingType[];
  readonly onClose: () => void;
}

/** Creates a link for each person in a CSV file, after it has shown what it will do; then downloads or mails the links. */
export const ImportPanel = ({ types, onClose }: ImportPanelProps) => {
  const { import: t } = useTexts();
  const serviceNow = useServiceNow();
  const fileId = useId();
  const [typeId, setTypeId] = useState(types[0]?.id ?? '');
  const [table, setTable] = useState<ImportTable | null>(null);
  const [joinsDuplicates, setJoins] = useState(true);
  const importing = useImport(typeId);
  const { progress } = importing;
  const context = useMemo(() => ({ timeZone: deviceTimeZone(), now: serviceNow() }), [serviceNow]);
  const joined = useMemo(
    () => (table === null ? [] : readRows(table, { ...context, joinsDuplicates: true })),
    [table, context],
  );
  const rows = useMemo(
    () => (table === null || joinsDuplicates ? joined : readRows(table, { ...context, joinsDuplicates })),
    [table, context, joined, joinsDuplicates],
  );
  const links = rows.filter((row) => row.kind === 'link');
  const hasDuplicates = joined.some(({ kind }) => kind === 'joined');
  const read = async (file: File | undefined): Promise<void> => {
    importing.reset();
    setTable(file === undefined ? null : readTable(decodeText(new Uint8Array(await file.arrayBuffer())), context));
  };
  const isUnderway = progress !== null && progress.left.length > 0;
  return (
    <Panel
      title={t.title}
      hasEdits={isUnderway || (progress === null && links.length > 0)}
      leaveWords={isUnderway ? t.leaveUnderway : t.leaveChosen}
      onClose={onClose}
    >
      <div className="import">
        <p>{t.lead}</p>
        {progress === null && (
          <>
            <div className="fields">
              <Choice
                label={t.type}
                value={typeId}
                options={types.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setTypeId}
              />
              <div className="field">
                <label htmlFor={fileId}>{t.file}</label>
                <input
                  id={fileId}
                  type="file"
                  accept=".csv,.txt,text/csv,text/plain"
                  onChange={(event) => void read(event.target.files?.[0])}
                />
              </div>
            </div>
            <MoreColumns />
            {table !== null && (
              <UnknownColumns columns={table.columns} onUse={(index, use) => setTable(withUse(table, index, use))} />
            )}
            {hasDuplicates && <TickBox isSelected={joinsDuplicates} onChange={setJoins} label={t.joinDuplicates} />}
            <p role="status">{table === null ? '' : summaryOf(rows, t)}</p>
            <ImportPreview rows={rows} />
            {links.length > 0 && (
              <ActionButton look="primary" onPress={() => void importing.start(links)}>
                {t.make(links.length)}
              </ActionButton>
            )}
          </>
        )}
        {progress !== null && (
          <Running
            progress={progress}
            onStop={importing.stop}
            onGoOn={importing.goOn}
            typeName={(id) => types.find((type) => type.id === id)?.name ?? ''}
          />
        )}
      </div>
    </Panel>
  );
};

const summaryOf = (rows: ReturnType<typeof readRows>, t: ReturnType<typeof useTexts>['import']): string => {
  const of = (kind: 'link' | 'joined' | 'problem'): number => rows.filter((row) => row.kind === kind).length;
  const [people, joined, problems] = [of('link'), of('joined'), of('problem')];
  return [
    people === 0 ? t.nobody : t.found(people),
    ...(joined === 0 ? [] : [t.joined(joined)]),
    ...(problems === 0 ? [] : [t.problems(problems)]),
  ].join(' ');
};

interface RunningProps {
  readonly progress: ImportProgress;
  readonly onStop: () => void;
  readonly onGoOn: () => Promise<void>;
  readonly typeName: (id: string) => string;
}

/** How far the import has come and, in the end, what to do with the links. */
const Running = ({ progress, onStop, onGoOn, typeName }: RunningProps) => {
  const texts = useTexts();
  const t = texts.import;
  const { made, refused, left, of, isRunning, error } = progress;
  return (
    <>
      {left.length > 0 && (
        <p className="progress">
          <progress value={of - left.length} max={of} aria-label={t.making} />
          <span role="status">{t.progress(made.length, of)}</span>
        </p>
      )}
      {isRunning && left.length > 0 && <ActionButton onPress={onStop}>{t.stop}</ActionButton>}
      {error !== null && (
        <p role="alert" className="notice">
          {errorText(error, texts)}
        </p>
      )}
      {!isRunning && left.length > 0 && (
        <ActionButton look="primary" onPress={() => void onGoOn()}>
          {t.goOn(left.length)}
        </ActionButton>
      )}
      {refused.length > 0 && (
        <div className="notice">
          <p>{t.refused(refused.length)}</p>
          <ul>
            {refused.map(({ line, fields }) => (
              <li key={line}>{t.row(line, { type: 'refused', fields })}</li>
            ))}
          </ul>
        </div>
      )}
      {!isRunning && made.length > 0 && (
        <>
          <p role="status" className="notice good">
            {t.made(made.length)}
          </p>
          <ExportButton links={made} typeName={typeName} label={t.download} />
          <BulkBar links={made} onDone={() => undefined} isAlone />
        </>
      )}
    </>
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
