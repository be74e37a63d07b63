import { describe, expect, it } from '@jest/globals';
import type { Link } from '../api/shapes.js';
import { deSharing } from '../texts/de-sharing.js';
import { enSharing } from '../texts/en-sharing.js';
import { exportedRows } from './exported-rows.js';

const open: Link = {
  id: 'lnk_1',
  url: 'https://book.example.com/1t/abc',
  status: 'active',
  meetingTypeId: 'mtt_1',
  metadata: {},
  attempts: { stored: 0, allowed: 100 },
  createdAt: '2026-03-01T09:00:00.000Z',
  expiresAt: '2026-03-31T09:00:00.000Z',
};
const used: Link = {
  ...open,
  id: 'lnk_2',
  status: 'consumed',
  recipient: { name: 'Ada', email: 'ada@example.com' },
  note: 'From the fair',
  bookingId: 'bkg_1',
  consumedAt: '2026-03-02T09:00:00.000Z',
};
const texts = {
  typeName: (id: string) => (id === 'mtt_1' ? 'Introduction' : ''),
  statusName: (status: Link['status']) => status.toUpperCase(),
  startOf: (id: string) => (id === 'bkg_1' ? '2026-03-09T09:00:00.000Z' : undefined),
};

describe('the exported rows', () => {
  it('say when a link was used, for when, of which type and with which note, in the given order', () => {
    expect(exportedRows([used, open], texts)).toEqual([
      [
        ...['Ada', 'ada@example.com', 'https://book.example.com/1t/abc', 'CONSUMED', '2026-03-31T09:00:00.000Z'],
        ...['2026-03-02T09:00:00.000Z', '2026-03-09T09:00:00.000Z', 'Introduction', 'From the fair'],
      ],
      [
        ...['', '', 'https://book.example.com/1t/abc', 'ACTIVE', '2026-03-31T09:00:00.000Z'],
        ...['', '', 'Introduction', ''],
      ],
    ]);
  });

  it('have a heading for each column, in each language', () => {
    const columns = exportedRows([used], texts)[0]?.length;
    expect([enSharing, deSharing].map((words) => words.import.headings.length)).toEqual([columns, columns]);
  });
});
