import { useTexts } from '../texts/texts.js';
import { Choice } from '../ui/fields.js';
import type { ColumnUse } from './import-headings.js';
import type { ImportedRow } from './import-rows.js';
import type { FileColumn } from './import-table.js';

const USES = ['nothing', 'name', 'email', 'note', 'metadata'] as const satisfies readonly ColumnUse[];

interface UnknownColumnsProps {
  readonly columns: readonly FileColumn[];
  readonly onUse: (index: number, use: ColumnUse) => void;
}

/** Lets the host say what columns are whose headings the import does not know. */
export const UnknownColumns = ({ columns, onUse }: UnknownColumnsProps) => {
  const { import: t } = useTexts();
  const unknown = columns.filter(({ isKnown }) => !isKnown);
  if (unknown.length === 0) return null;
  return (
    <details>
      <summary>{t.otherColumns(unknown.length)}</summary>
      <div className="fields">
        {unknown.map(({ index, heading, use }) => (
          <Choice<ColumnUse>
            key={index}
            label={heading}
            value={use}
            options={USES.map((value) => ({ value, label: t.uses[value] }))}
            onChange={(chosen) => onUse(index, chosen)}
          />
        ))}
      </div>
    </details>
  );
};

/** More would be slow to draw; the counts above tell of the rest. */
const SHOWN = 200;

/** Shows what becomes of each row, those with a problem first. */
export const ImportPreview = ({ rows }: { readonly rows: readonly ImportedRow[] }) => {
  const { import: t } = useTexts();
  const inOrder = [...rows].sort((a, b) => Number(b.kind !== 'link') - Number(a.kind !== 'link'));
  if (rows.length === 0) return null;
  return (
    <div className="preview-scroll" role="region" aria-label={t.preview} tabIndex={0}>
      <table className="import-preview">
        <thead>
          <tr>
            <th scope="col">{t.rowNumber}</th>
            <th scope="col">{t.person}</th>
            <th scope="col">{t.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.slice(0, SHOWN).map((row) => (
            <tr key={row.line} data-kind={row.kind}>
              <td>{row.line}</td>
              <td>{personOf(row)}</td>
              <td>{outcomeOf(row, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {inOrder.length > SHOWN && <p className="quiet">{t.moreRows(inOrder.length - SHOWN)}</p>}
    </div>
  );
};

const personOf = (row: ImportedRow): string => {
  if (row.kind === 'problem') return '';
  if (row.kind === 'joined') return row.email;
  const { name, email } = row.link.recipient ?? {};
  return [name, email].filter(Boolean).join(' · ');
};

const outcomeOf = (row: ImportedRow, t: ReturnType<typeof useTexts>['import']): string => {
  switch (row.kind) {
    case 'link':
      return t.newLink;
    case 'joined':
      return t.joinedTo(row.to);
    case 'problem':
      return t.problem(row.problem);
  }
};
