import { useBookings } from '../api/queries.js';
import type { Link, LinkStatus } from '../api/shapes.js';
import { formatCsv } from './csv.js';
import { exportedRows } from './exported-rows.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';

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
