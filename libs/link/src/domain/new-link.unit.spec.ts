import type { LinkTerms } from '@bookonce/contracts/commands/link';
import type { FieldError } from '@bookonce/contracts/replies';
import type { CurrentMeetingType } from '@bookonce/contracts/streams/meeting-type';
import { describe, expect, it } from '@jest/globals';
import { settings } from './fixtures/meeting-type-settings.js';
import { newLink, replacementOf } from './new-link.js';

const NOW = '2026-03-02T08:00:00.000Z';
const making = { createdBy: 'hst_9', plainHostId: undefined, members: {}, now: NOW };
const identity = { linkId: 'lnk_a', sealedToken: 'sealed' };
const type: CurrentMeetingType = {
  meetingTypeId: 'mtt_1',
  workspaceId: 'wsp_1',
  settings,
  isArchived: false,
};
const refused = (errors: readonly FieldError[]) => ({ ok: false, error: { kind: 'invalid', errors } });
const linkBy = (terms: LinkTerms) => newLink(type, terms, identity, making);
const expiryBy = (terms: LinkTerms) => {
  const link = linkBy(terms);
  return link.ok ? link.value.expiresAt : link.error.kind === 'invalid' && link.error.errors;
};

describe('a new link', () => {
  it('has the terms of its caller, without omitted fields', () => {
    const recipient = { name: 'Grace' };
    expect(linkBy({ hostId: 'hst_2', recipient, note: 'call first', metadata: { crm: '1' } })).toEqual({
      ok: true,
      value: {
        ...identity,
        createdBy: 'hst_9',
        mailed: false,
        meetingTypeId: 'mtt_1',
        hostId: 'hst_2',
        recipient,
        note: 'call first',
        metadata: { crm: '1' },
        issuedAt: NOW,
        expiresAt: '2026-04-01T08:00:00.000Z',
        prefill: false,
        recipientOnly: false,
        unusedReminderDays: [],
      },
    });
    const bare = linkBy({ hostId: undefined });
    expect(bare.ok && Object.keys(bare.value).sort()).toEqual([
      'createdBy',
      'expiresAt',
      'issuedAt',
      'linkId',
      'mailed',
      'meetingTypeId',
      'metadata',
      'prefill',
      'recipientOnly',
      'sealedToken',
      'unusedReminderDays',
    ]);
  });

  it('expires when its caller says, by default when its meeting type says', () => {
    expect(expiryBy({})).toBe('2026-04-01T08:00:00.000Z');
    expect(expiryBy({ expiresInDays: 1 })).toBe('2026-03-03T08:00:00.000Z');
    expect(expiryBy({ expiresAt: '2026-03-02T08:00:00.001Z' })).toBe('2026-03-02T08:00:00.001Z');
  });

  it('must end in the future, within ten years, and in one way', () => {
    expect(expiryBy({ expiresAt: NOW })).toEqual([{ path: 'expiresAt', message: 'must be in the future' }]);
    expect(expiryBy({ expiresAt: '2036-03-02T08:00:00.000Z' })).toEqual([
      { path: 'expiresAt', message: 'must be within 3650 days' },
    ]);
    expect(expiryBy({ expiresAt: '2026-03-03T08:00:00.000Z', expiresInDays: 1 })).toEqual([
      { path: 'expiresInDays', message: 'must not be given together with expiresAt' },
    ]);
  });

  it('can only pick a host of its meeting type', () => {
    const errors = [
      { path: 'hostId', message: 'is not a host of this meeting type' },
      { path: 'expiresAt', message: 'must be in the future' },
    ];
    expect(linkBy({ hostId: 'hst_3', expiresAt: NOW })).toEqual(refused(errors));
  });
});

it('is refused of a type that is archived, whatever its terms', () => {
  const archived = { ...type, isArchived: true };
  for (const terms of [{}, { expiresAt: NOW }]) {
    const error = { kind: 'meetingTypeArchived' };
    expect(newLink(archived, terms, identity, making)).toEqual({ ok: false, error });
  }
});

describe('a new link of hosts who are deactivated', () => {
  const away = { hst_1: { isDeactivated: true } };
  const linkOf = (assignment: 'roundRobin' | 'collective', terms: LinkTerms, members: typeof making.members) => {
    const team = { ...type, settings: { ...settings, hostIds: ['hst_1', 'hst_2'], assignment } };
    const link = newLink(team, terms, identity, { ...making, members });
    return link.ok ? 'made' : link.error.kind;
  };

  it('is refused if none of them could take its meeting', () => {
    const bothAway = { ...away, hst_2: { isDeactivated: true } };
    expect(linkOf('roundRobin', {}, away)).toBe('made');
    expect(linkOf('roundRobin', {}, bothAway)).toBe('hostsDeactivated');
    expect(linkOf('collective', {}, away)).toBe('hostsDeactivated');
    expect(linkOf('roundRobin', { hostId: 'hst_1' }, away)).toBe('hostsDeactivated');
    expect(linkOf('collective', { hostId: 'hst_2' }, away)).toBe('made');
    expect(linkOf('roundRobin', {}, { hst_1: { isDeactivated: false }, hst_2: { isDeactivated: true } })).toBe('made');
  });

  it('is refused for a host who is none of the type as that', () => {
    expect(linkOf('roundRobin', { hostId: 'hst_9' }, away)).toBe('invalid');
  });
});

describe('a new link that a plain host makes', () => {
  const linkOf = (hostIds: string[], terms: LinkTerms) => {
    const approved = { ...type, settings: { ...settings, hostIds, confirmation: 'approval' as const } };
    const link = newLink(approved, terms, identity, { ...making, plainHostId: 'hst_1' });
    return link.ok ? 'made' : link.error;
  };

  it('is of a type that names the host', () => {
    expect(linkOf(['hst_2'], {})).toEqual({ kind: 'ownersOnly', why: 'notAHost' });
    expect(linkOf(['hst_1', 'hst_2'], {})).toBe('made');
  });

  it('is confirmed otherwise only if no other host is involved', () => {
    const instant: LinkTerms = { overrides: { confirmation: 'instant' } };
    expect(linkOf(['hst_1', 'hst_2'], instant)).toEqual({ kind: 'ownersOnly', why: 'othersConfirm' });
    expect(linkOf(['hst_1', 'hst_2'], { overrides: { confirmation: 'approval' } })).toBe('made');
    expect(linkOf(['hst_1'], instant)).toBe('made');
  });
});

describe('a link made for one person', () => {
  const start = (hour: string) => ({ start: `2026-03-05T${hour}:00:00.000Z` });

  it('has its own rules, with the hand-picked times in order and each once', () => {
    const overrides = { durationMinutes: 45, confirmation: 'approval' } as const;
    const slots = [start('12'), start('09'), start('12')];
    expect(linkBy({ overrides: { ...overrides, slots }, prefill: true })).toMatchObject({
      ok: true,
      value: { overrides: { ...overrides, slots: [start('09'), start('12')] }, prefill: true },
    });
  });

  it('has no overrides if nothing is overridden', () => {
    const link = linkBy({ overrides: {} });
    expect(link.ok && 'overrides' in link.value).toBe(false);
  });

  it('offers no time that has come, and names each by its place', () => {
    const slots = [{ start: NOW }, start('09'), { start: '2026-03-02T07:59:59.999Z' }];
    expect(linkBy({ overrides: { slots } })).toEqual(
      refused([
        { path: 'overrides.slots.0.start', message: 'must be in the future' },
        { path: 'overrides.slots.2.start', message: 'must be in the future' },
      ]),
    );
  });

  it('needs the address of the recipient who alone can book', () => {
    const error = refused([{ path: 'recipient.email', message: 'is required if only the recipient can book' }]);
    expect(linkBy({ recipientOnly: true })).toEqual(error);
    expect(linkBy({ recipientOnly: true, recipient: { name: 'Grace' } })).toEqual(error);
    expect(linkBy({ recipientOnly: true, recipient: { email: 'grace@example.com' } })).toMatchObject({
      ok: true,
      value: { recipientOnly: true },
    });
  });

  it('sends reminders while it is unused as its caller says, or else its type, and none without an address', () => {
    const remindingType = { ...type, settings: { ...type.settings, unusedReminderDays: [3, 7] } };
    const daysBy = (terms: LinkTerms) => {
      const link = newLink(remindingType, terms, identity, making);
      return link.ok ? link.value.unusedReminderDays : link.error;
    };
    const recipient = { email: 'grace@example.com' };
    expect(daysBy({ recipient })).toEqual([3, 7]);
    expect(daysBy({ recipient, unusedReminderDays: [5] })).toEqual([5]);
    expect(daysBy({ recipient, unusedReminderDays: [] })).toEqual([]);
    expect(daysBy({ recipient: { name: 'Grace' }, unusedReminderDays: [5] })).toEqual([]);
  });
});

describe('a replacement', () => {
  it('inherits everything, names the link before, and lives as long from now', () => {
    const before = linkBy({ hostId: 'hst_1', note: 'call first', expiresInDays: 2 });
    if (!before.ok) throw new Error('refused');
    const fresh = { linkId: 'lnk_b', sealedToken: 'sealed too' };
    expect(replacementOf(before.value, fresh, '2026-05-01T00:00:00.000Z')).toEqual({
      ...before.value,
      ...fresh,
      issuedAt: '2026-05-01T00:00:00.000Z',
      expiresAt: '2026-05-03T00:00:00.000Z',
      replaces: 'lnk_a',
    });
  });

  it('keeps who made the first link, and is not mailed because that one was', () => {
    const before = linkBy({ recipient: { email: 'grace@example.com' } });
    if (!before.ok) throw new Error('refused');
    const fresh = { linkId: 'lnk_b', sealedToken: 'sealed too' };
    const next = replacementOf({ ...before.value, mailed: true }, fresh, NOW);
    expect(next).toMatchObject({ createdBy: 'hst_9', mailed: false });
    expect(replacementOf(next, { ...fresh, linkId: 'lnk_c' }, NOW)).toMatchObject({ createdBy: 'hst_9' });
  });

  it('inherits the rules of the link before without the times that have passed', () => {
    const slots = [{ start: '2026-03-05T09:00:00.000Z' }, { start: '2026-03-06T09:00:00.000Z' }];
    const terms = { recipient: { email: 'grace@example.com' }, prefill: true, recipientOnly: true };
    const before = linkBy({ ...terms, overrides: { durationMinutes: 45, slots } });
    const onlyPicked = linkBy({ overrides: { slots } });
    if (!before.ok || !onlyPicked.ok) throw new Error('refused');
    const fresh = { linkId: 'lnk_b', sealedToken: 'sealed too' };
    expect(replacementOf(before.value, fresh, '2026-03-05T09:00:00.000Z')).toMatchObject({
      ...terms,
      overrides: { durationMinutes: 45, slots: [{ start: '2026-03-06T09:00:00.000Z' }] },
    });
    const late = '2026-03-07T00:00:00.000Z';
    expect(replacementOf(before.value, fresh, late).overrides).toEqual({ durationMinutes: 45 });
    expect('overrides' in replacementOf(onlyPicked.value, fresh, late)).toBe(false);
  });
});
