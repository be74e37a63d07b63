import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { SqliteMailQueue } from './sqlite-mail-queue.js';

const clear = { seal: (_name: string, text: string) => text, openOrNull: (_name: string, sealed: string) => sealed };

const mailOf = (effectId: string): OutgoingMail => ({
  workspaceId: 'wsp_1',
  at: '2026-03-02T08:00:00.000Z',
  effectId,
  to: { name: 'Ada', email: 'ada@example.org' },
  subject: 'Booked',
  text: 'Hello',
});

const about = (id: string, state: string, revision: number, topic = 'bkg_1'): OutgoingMail => ({
  ...mailOf(id),
  about: { topic, state, revision },
});

const whileItHolds = (mail: OutgoingMail): OutgoingMail =>
  mail.about === undefined ? mail : { ...mail, about: { ...mail.about, mustHold: true } };

it('drops mails that became untrue while they waited', () => {
  const queue = new SqliteMailQueue(new DatabaseSync(':memory:'), clear);
  const waiting = (): readonly string[] => queue.next(10, []).map(({ effectId }) => effectId);
  const reminder = whileItHolds(about('reminder', 'at nine', 4));
  queue.add([about('booked', 'at nine', 1), reminder, mailOf('other')]);
  queue.add([whileItHolds(about('other reminder', 'at nine', 4, 'bkg_2'))]);
  queue.add([about('elsewhere', 'at nine', 6), about('older', 'awaiting', 2)]);
  expect(waiting()).toEqual(['booked', 'reminder', 'other', 'other reminder', 'elsewhere', 'older']);
  queue.add([about('cancelled', 'cancelled', 7), reminder]);
  expect(waiting()).toEqual(['booked', 'other', 'other reminder', 'elsewhere', 'older', 'cancelled']);
});
