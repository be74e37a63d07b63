import type { Link, LinkStatus } from '../api/shapes.js';

interface ExportTexts {
  readonly typeName: (id: string) => string;
  readonly statusName: (status: LinkStatus) => string;
  /** The start of a booking's meeting, if the booking is known. */
  readonly startOf: (bookingId: string) => string | undefined;
}

/** Returns a row of cells for each link, in the given order: columns as in the texts' `headings`. */
export const exportedRows = (
  links: readonly Link[],
  { typeName, statusName, startOf }: ExportTexts,
): readonly (readonly string[])[] =>
  links.map(({ recipient, url, status, expiresAt, consumedAt, bookingId, meetingTypeId, note }) => [
    recipient?.name ?? '',
    recipient?.email ?? '',
    url ?? '',
    statusName(status),
    expiresAt,
    consumedAt ?? '',
    (bookingId === undefined ? undefined : startOf(bookingId)) ?? '',
    typeName(meetingTypeId),
    note ?? '',
  ]);
