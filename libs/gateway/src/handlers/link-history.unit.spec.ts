import type { HistoryEntry } from '@bookonce/contracts/values/history-entry';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import type { Collection } from '@bookonce/kernel/ports/read-models';
import { keyRecords, members, workspaceView } from '@bookonce/workspace/views/workspace-documents';
import { describe, expect, it } from '@jest/globals';
import { joinedHistory, namingActors } from './link-history.js';

const entry = (type: string, minute: number): HistoryEntry => ({
  type,
  at: `2026-03-01T00:0${minute}:00.000Z`,
  by: 'host',
  data: { summary: type },
});
const typesOf = (ofLink: readonly HistoryEntry[], ofBooking: readonly HistoryEntry[]) =>
  joinedHistory(ofLink, ofBooking).map(({ type }) => type);

const issued = entry('LinkIssued', 0);
const consumed = entry('LinkConsumed', 2);

describe('the history of a link and its booking', () => {
  it('is in the order of time', () => {
    expect(
      typesOf(
        [issued, consumed, entry('AttemptVoided', 4), entry('LinkReissued', 6)],
        [entry('BookingRescheduled', 3), entry('BookingDeclined', 5)],
      ),
    ).toEqual(['LinkIssued', 'LinkConsumed', 'BookingRescheduled', 'AttemptVoided', 'BookingDeclined', 'LinkReissued']);
  });

  it('tells of the booking only after the link was consumed, and keeps the order of each', () => {
    expect(
      typesOf(
        [issued, consumed, entry('AttemptVoided', 1)],
        [entry('ApprovalRequested', 1), entry('BookingConfirmed', 0)],
      ),
    ).toEqual(['LinkIssued', 'LinkConsumed', 'ApprovalRequested', 'BookingConfirmed', 'AttemptVoided']);
  });

  it('is that of the link while nothing more happened', () => {
    expect(typesOf([issued, consumed], [])).toEqual(['LinkIssued', 'LinkConsumed']);
  });
});

describe('the actors of a history', () => {
  it('are shown by name, and by id alone if they are not known', async () => {
    const readModels = new MemoryReadModels();
    const write = (collection: unknown, id: string, doc: object) => ({
      collection: collection as Collection<never>,
      id,
      doc,
    });
    await readModels.commit(
      workspaceView,
      [
        write(keyRecords, 'key_1', { id: 'key_1', workspaceId: 'wsp_1', name: 'CRM', keyHash: '', createdAt: '' }),
        write(members, 'hst_1', {
          id: 'hst_1',
          workspaceId: 'wsp_1',
          name: 'Ada',
          email: 'ada@example.com',
          addressSince: '2026-03-01',
        }),
      ],
      '1',
    );
    const by = (actorId: string): HistoryEntry => ({ ...issued, actorId });
    expect(await namingActors(readModels, [issued, by('key_1'), by('hst_1'), by('session-1')])).toEqual([
      issued,
      { ...issued, actor: { id: 'key_1', name: 'CRM' } },
      { ...issued, actor: { id: 'hst_1', name: 'Ada' } },
      { ...issued, actor: { id: 'session-1' } },
    ]);
  });
});
