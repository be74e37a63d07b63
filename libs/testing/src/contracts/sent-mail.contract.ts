import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import type { SentMailLog } from '@bookonce/kernel/ports/sent-mail';
import { InvalidCursorError } from '@bookonce/kernel/ports/read-models';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Opened } from './opened.js';

/** A sent mail log, and the way mails get into it. */
export interface OpenedSentMailLog extends Opened<SentMailLog> {
  readonly keep: (mails: readonly OutgoingMail[]) => void;
}

const AT = '2026-03-02T08:00:00.000Z';

const mailOf = (number: number, workspaceId = 'wsp_1'): OutgoingMail => ({
  effectId: `event-${number}/attendee`,
  workspaceId,
  at: AT,
  to: { name: 'Ada', email: `ada${number}@example.org` },
  subject: `Booked ${number}`,
  text: `Hello ${number}`,
});

/** The contract of every {@link SentMailLog} adapter. */
export const describeSentMail = (name: string, open: () => OpenedSentMailLog): void => {
  describe(`sent mail: ${name}`, () => {
    let opened: OpenedSentMailLog;

    beforeEach(() => {
      opened = open();
    });
    afterEach(() => opened.cleanUp?.());

    const subjectsOf = async (query: { limit: number; cursor?: string }) => {
      const { items, nextCursor } = await opened.port.list('wsp_1', query);
      return { subjects: items.map(({ subject }) => subject), nextCursor };
    };

    it('lists mails newest first, page by page, without their text', async () => {
      opened.keep([1, 2, 3].map((number) => mailOf(number)));
      const { items } = await opened.port.list('wsp_1', { limit: 1 });
      const [id] = items.map((mail) => mail.id);
      expect(items).toEqual([{ id, to: 'ada3@example.org', subject: 'Booked 3', at: AT }]);
      const first = await subjectsOf({ limit: 2 });
      expect(first).toEqual({ subjects: ['Booked 3', 'Booked 2'], nextCursor: expect.any(String) });
      const second = await subjectsOf({ limit: 2, cursor: first.nextCursor ?? '' });
      expect(second).toEqual({ subjects: ['Booked 1'], nextCursor: null });
      await expect(subjectsOf({ limit: 2, cursor: 'nonsense' })).rejects.toThrow(InvalidCursorError);
    });

    it('returns a mail with its text', async () => {
      opened.keep([mailOf(1)]);
      const [listed] = (await opened.port.list('wsp_1', { limit: 1 })).items;
      expect(await opened.port.get('wsp_1', listed?.id ?? '')).toEqual({ ...listed, text: 'Hello 1' });
      expect(await opened.port.get('wsp_1', 'none')).toBeNull();
    });

    it('shows nothing of one workspace to another (I19)', async () => {
      opened.keep([mailOf(1, 'wsp_other')]);
      expect(await subjectsOf({ limit: 9 })).toEqual({ subjects: [], nextCursor: null });
      const [listed] = (await opened.port.list('wsp_other', { limit: 1 })).items;
      expect(await opened.port.get('wsp_1', listed?.id ?? '')).toBeNull();
    });

    it('removes duplicates', async () => {
      opened.keep([mailOf(1), mailOf(1)]);
      opened.keep([mailOf(1)]);
      expect((await subjectsOf({ limit: 9 })).subjects).toEqual(['Booked 1']);
    });

    it('keeps the newest thousand', async () => {
      opened.keep(Array.from({ length: 1_002 }, (_, number) => mailOf(number)));
      const { subjects } = await subjectsOf({ limit: 2_000 });
      expect([subjects.length, subjects.at(-1)]).toEqual([1_000, 'Booked 2']);
    });
  });
};
