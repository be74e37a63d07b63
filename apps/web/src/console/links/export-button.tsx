import type { Link } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { formatCsv } from './csv.js';
import { saveFile } from './save-file.js';

/** The links as a file for a spreadsheet. */
export const ExportButton = ({ links, label }: { readonly links: readonly Link[]; readonly label?: string }) => {
  const { links: t, import: words } = useTexts();
  const save = (): void => {
    const rows = links.map(({ recipient, url, status, expiresAt }) => [
      recipient?.name ?? '',
      recipient?.email ?? '',
      url,
      t.statuses[status],
      expiresAt,
    ]);
    saveFile('links.csv', 'text/csv;charset=utf-8', formatCsv([words.headings, ...rows]));
  };
  return (
    <Action onPress={save} isDisabled={links.length === 0}>
      {label ?? t.export}
    </Action>
  );
};
