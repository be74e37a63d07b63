import { DamagedEventError, type NewEvent, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkedBatch } from './batch.js';
import { checksumOf, checksumsOf, deliver, type ReadEvent, readEvent, type StoredForm } from './stored-form.js';

const form: StoredForm = {
  stream: 'link-a',
  revision: 1,
  id: '00000000-0000-8000-8000-000000000001',
  type: 'LinkConsumed',
  data: '{"bookingId":"bkg_é1"}',
  meta: '{"version":1}',
};

describe('a checksum', () => {
  it('is stored for good, so it never changes', () => {
    expect(checksumOf(form)).toBe(109_240_863);
    const event: NewEvent = {
      id: form.id,
      type: form.type,
      data: { bookingId: 'bkg_é1' },
      meta: {
        time: '2026-03-02T08:00:00.000Z',
        version: 1,
        workspaceId: 'wsp_1',
        correlationId: 'bkg_é1',
        causationId: 'command-1',
        by: 'attendee',
      },
    };
    expect(checksumsOf('link-a', 4, checkedBatch('link-a', 3, [event]))).toEqual([1_116_836_938]);
  });

  it.each<[string, Partial<StoredForm>]>([
    ['stream', { stream: 'link-b' }],
    ['revision', { revision: 2 }],
    ['id', { id: '00000000-0000-8000-8000-000000000002' }],
    ['type', { type: 'LinkConsumes' }],
    ['data', { data: '{"bookingId":"bkg_é2"}' }],
    ['version', { meta: '{"version":2}' }],
  ])('depends on the %s', (_part, changed) => {
    expect(checksumOf({ ...form, ...changed })).not.toBe(checksumOf(form));
  });

  it('finds any changed byte of the data', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, place, flip) => {
        const bytes = Buffer.from(text);
        const at = place % bytes.length;
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ flip;
        const data = bytes.toString('latin1');
        expect(checksumOf({ ...form, data: changed.toString('latin1') })).not.toBe(checksumOf({ ...form, data }));
      }),
    );
  });
});

describe('a stored event', () => {
  it('is parsed if its checksum matches, or if it has none', () => {
    const event = { id: form.id, type: form.type, stream: 'link-a', revision: 1, position: '7' };
    const expected = { ...event, data: { bookingId: 'bkg_é1' }, meta: { version: 1 } };
    expect(readEvent(form, '7', checksumOf(form))).toEqual(expected);
    expect(readEvent(form, '7', null)).toEqual(expected);
  });

  it('is damaged if its checksum does not match, or it is not JSON', () => {
    const changed = readEvent({ ...form, type: 'LinkConsumes' }, '7', checksumOf(form));
    expect(changed).toBeInstanceOf(DamagedEventError);
    expect(changed).toMatchObject({ stream: 'link-a', revision: 1, position: '7' });
    expect(readEvent({ ...form, data: '{' }, '7', null)).toBeInstanceOf(DamagedEventError);
  });
});

describe('a page with a damaged event', () => {
  const sound = (revision: number): StoredEvent =>
    readEvent({ ...form, revision }, String(revision), null) as StoredEvent;
  const page: readonly ReadEvent[] = [sound(0), new DamagedEventError('link-a', 1, '1', 'a test'), sound(2)];

  it('is handed on in its order', async () => {
    const met: unknown[] = [];
    const handler = {
      handle: async (events: readonly StoredEvent[]) => void met.push(...events.map(({ revision }) => revision)),
      damaged: ({ revision }: DamagedEventError) => void met.push(`damaged ${revision}`),
    };
    await deliver(handler, page, () => true);
    expect(met).toEqual([0, 'damaged 1', 2]);
  });

  it('is not handed on any more once the subscription is closed', async () => {
    const met: unknown[] = [];
    let isOpen = true;
    const handler = {
      handle: async (events: readonly StoredEvent[]) => void met.push(...events.map(({ revision }) => revision)),
      damaged: () => {
        isOpen = false;
      },
    };
    await deliver(handler, page, () => isOpen);
    expect(met).toEqual([0]);
  });
});
