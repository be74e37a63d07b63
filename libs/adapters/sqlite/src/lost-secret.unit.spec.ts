import type { OutgoingMail } from '@bookonce/kernel/ports/mailer';
import { describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { SqliteMailQueue } from './sqlite-mail-queue.js';
import { type Sealer, SqliteSentMail } from './sqlite-sent-mail.js';

const AT = '2026-03-02T08:00:00.000Z';

const mailOf = (effectId: string): OutgoingMail => ({
  workspaceId: 'wsp_1',
  at: AT,
  effectId,
  to: { name: 'Ada', email: 'ada@example.org' },
  subject: `Booked ${effectId}`,
  text: 'Hello',
});

const sealerOf = (key: string): Sealer => ({
  seal: (name, text) => `${key}|${name}|${text}`,
  openOrNull: (name, sealed) => {
    const prefix = `${key}|${name}|`;
    return sealed.startsWith(prefix) ? sealed.slice(prefix.length) : null;
  },
});

/** A start of the product on this database, with this secret key. */
const startOn = (database: DatabaseSync, key: string) => {
  const queue = new SqliteMailQueue(database, sealerOf(key));
  const sentMail = new SqliteSentMail(database, sealerOf(key));
  return {
    queue,
    waiting: () => queue.next(9, []).map(({ effectId }) => effectId),
    listed: async () => (await sentMail.list('wsp_1', { limit: 9 })).items.map(({ id: _id, ...mail }) => mail),
    sentMail,
  };
};

const FAILED = { at: AT, state: 'failed', reason: 'secretLost' };
const sentMailOf = (effectId: string) => ({ at: AT, to: 'ada@example.org', subject: `Booked ${effectId}` });

describe('mails after the secret key was lost', () => {
  it('sends new mails past those that cannot be read, and lists these as failed', async () => {
    const database = new DatabaseSync(':memory:');
    startOn(database, 'A').queue.add([mailOf('a'), mailOf('b')]);
    const { queue, waiting, listed } = startOn(database, 'B');
    expect([queue.unreadable, waiting()]).toEqual([2, []]);
    queue.add([mailOf('c')]);
    expect(waiting()).toEqual(['c']);
    queue.sent([mailOf('c')]);
    expect(await listed()).toEqual([sentMailOf('c'), FAILED, FAILED]);
  });

  it('sends them once the key has come back', async () => {
    const database = new DatabaseSync(':memory:');
    startOn(database, 'A').queue.add([mailOf('a')]);
    startOn(database, 'B');
    const { queue, waiting, listed } = startOn(database, 'A');
    expect([queue.unreadable, waiting()]).toEqual([0, ['a']]);
    queue.sent([mailOf('a')]);
    expect([waiting(), await listed()]).toEqual([[], [sentMailOf('a')]]);
  });

  it('lists mails that were sent before without their contents', async () => {
    const database = new DatabaseSync(':memory:');
    startOn(database, 'A').queue.sent([mailOf('a')]);
    const { listed, sentMail, queue } = startOn(database, 'B');
    queue.sent([mailOf('b')]);
    expect(await listed()).toEqual([sentMailOf('b'), { at: AT }]);
    const [, old] = (await sentMail.list('wsp_1', { limit: 9 })).items;
    expect(await sentMail.get('wsp_1', old?.id ?? '')).toEqual({ id: old?.id, at: AT });
  });

  it('opens a database of an earlier release, and skips its mails', async () => {
    const database = new DatabaseSync(':memory:');
    database.exec(`
      CREATE TABLE mails (number INTEGER PRIMARY KEY, effect TEXT NOT NULL UNIQUE, sealed TEXT);
      INSERT INTO mails (effect, sealed) VALUES ('a', 'A|a|{}');
      CREATE TABLE outbox (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspace TEXT NOT NULL, at TEXT NOT NULL,
        sealed TEXT NOT NULL);
    `);
    const { queue, waiting, listed } = startOn(database, 'B');
    expect([queue.unreadable, waiting(), await listed()]).toEqual([1, [], []]);
  });
});
