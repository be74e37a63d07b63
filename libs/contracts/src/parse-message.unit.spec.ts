import { describe, expect, it } from '@jest/globals';
import { toCloudEvent } from './cloud-event.js';
import { revokeLink } from './commands/link.js';
import { checkReply, InvalidMessageError, parseCloudEvent, parseCommand } from './parse-message.js';

const meta = {
  time: '2026-03-01T00:00:00.000Z',
  version: 1,
  workspaceId: 'wsp_1',
  correlationId: 'c',
  causationId: 'c',
  by: 'host',
};
const stored = (type: string, data: object, version = 1) => ({
  id: 'e1',
  type,
  data,
  stream: 'link-lnk_1' as const,
  revision: 0,
  position: '1',
  meta: { ...meta, version },
});
const context = {
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  workspaceId: 'wsp_1',
  by: 'host',
  actorId: 'hst_1',
};

describe('an event from outside', () => {
  const slotMovedV1 = {
    hostId: 'hst_1',
    bookingId: 'bkg_1',
    meetingTypeId: 'mtt_1',
    state: 'booked',
    start: '2026-03-03T08:00:00.000Z',
    end: '2026-03-03T08:30:00.000Z',
    fromStart: '2026-03-02T08:00:00.000Z',
    fromEnd: '2026-03-02T08:30:00.000Z',
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
  };

  it('is returned as it was sent and in its current version', () => {
    const old = stored('SlotMoved', slotMovedV1);
    const { event, current } = parseCloudEvent(JSON.parse(JSON.stringify(toCloudEvent(old))));
    expect(event).toEqual(old);
    expect(current).toMatchObject({ data: { move: 0 }, meta: { version: 2 } });
  });

  it('keeps who acted, and has no such field if nobody is known', () => {
    const old = stored('LinkExpired', { linkId: 'lnk_1' });
    const known = { ...old, meta: { ...meta, actorId: 'hst_1' } };
    for (const event of [old, known]) {
      expect(parseCloudEvent(JSON.parse(JSON.stringify(toCloudEvent(event)))).event).toStrictEqual(event);
    }
  });

  it.each([
    ['a field of the wrong type', toCloudEvent(stored('LinkExpired', { linkId: 7 })), 'linkId'],
    ['a missing field', toCloudEvent(stored('LinkExpired', {})), 'linkId'],
    ['no version', { ...toCloudEvent(stored('LinkExpired', { linkId: 'l' })), dataschema: '/schemas/x' }, 'version'],
    ['a broken envelope', { ...toCloudEvent(stored('LinkExpired', { linkId: 'l' })), subject: 1 }, 'subject'],
    ['no envelope', null, 'CloudEvent'],
  ])('is rejected with a plain reason for %s', (_what, value, reason) => {
    expect(() => parseCloudEvent(value)).toThrow(InvalidMessageError);
    expect(() => parseCloudEvent(value)).toThrow(reason);
  });

  it('passes if only a newer release knows its type or version', () => {
    const unknown = stored('LinkFolded', { anything: true });
    expect(parseCloudEvent(toCloudEvent(unknown)).current).toEqual(unknown);
    expect(parseCloudEvent(toCloudEvent(stored('LinkExpired', { renamed: 'lnk_1' }, 9))).event.meta.version).toBe(9);
  });

  it('is rejected without repeating a value', () => {
    const secret = 'kim@example.com';
    const parse = () => parseCloudEvent(toCloudEvent(stored('LinkConsumed', { linkId: [secret], bookingId: secret })));
    expect(parse).toThrow(/^(?!.*kim@).*linkId.*hostIds/s);
  });
});

describe('a command from outside', () => {
  it('is parsed against the schema of its pattern', () => {
    const message = { payload: { linkId: 'lnk_1', reason: 'typo' }, context };
    expect(parseCommand(revokeLink.pattern, message)).toEqual(message);
    expect(() => parseCommand(revokeLink.pattern, { payload: {}, context })).toThrow(
      'The command link.revoke does not match its schema: linkId: ',
    );
    expect(() => parseCommand(revokeLink.pattern, { payload: { linkId: 'lnk_1' } })).toThrow(InvalidMessageError);
  });
});

describe('a reply from outside', () => {
  it.each([
    [{ ok: true, value: { position: '1' } }, true],
    [{ ok: false, error: { kind: 'conflict' } }, true],
    [{ ok: false, error: 'conflict' }, false],
    ['yes', false],
  ])('%j is a result: %s', (reply, isResult) => {
    const check = () => checkReply(revokeLink.pattern, reply);
    if (isResult) expect(check).not.toThrow();
    else expect(check).toThrow(InvalidMessageError);
  });
});
