import type { MeetingTypeEvent } from '@bookonce/contracts/events/meeting-type';
import type { MeetingTypeChanges, MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { rulesOf } from './fixtures/slot-fixtures.js';
import { meetingType, nameOfCopy } from './meeting-type.js';

const meetingTypeId = 'mtt_1';
const settings: MeetingTypeSettings = {
  name: 'Introduction',
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
  ...rulesOf(),
  questions: [],
  linkValidityDays: 30,
  approvalHours: 72,
  optInMinutes: 30,
  reminders: [],
  maxGuests: 0,
  unusedReminderDays: [],
};
const team: MeetingTypeSettings = { ...settings, assignment: 'roundRobin' };
const renamed: MeetingTypeSettings = { ...settings, name: 'First meeting' };
const createdWith = (wished: MeetingTypeSettings): MeetingTypeEvent => ({
  type: 'MeetingTypeCreated',
  data: { meetingTypeId, settings: wished },
});
const created = createdWith(settings);
const changed: MeetingTypeEvent = { type: 'MeetingTypeChanged', data: { meetingTypeId, settings: renamed } };

describe('a meeting type', () => {
  it('is created once, by the command that its id derives from', () => {
    given(meetingType).when({ type: 'create', meetingTypeId, settings }).then(created);
    given(meetingType, created).when({ type: 'create', meetingTypeId, settings }).thenNothing();
    given(meetingType, created, changed).when({ type: 'create', meetingTypeId, settings }).thenNothing();
  });

  it('names exactly one host for single, unless it was stored with more', () => {
    const several = { ...settings, hostIds: ['hst_1', 'hst_2'] };
    const message = 'must name exactly one host for single; several share the meetings with roundRobin or collective';
    const refused = { kind: 'invalid', errors: [{ path: 'hostIds', message }] } as const;
    given(meetingType).when({ type: 'create', meetingTypeId, settings: several }).thenRefused(refused);
    const change = (changes: MeetingTypeChanges) => ({ type: 'change', changes }) as const;
    given(meetingType, created)
      .when(change({ hostIds: ['hst_1', 'hst_2'] }))
      .thenRefused(refused);
    const inTurn = createdWith({ ...several, assignment: 'roundRobin' });
    given(meetingType, inTurn)
      .when(change({ assignment: 'single' }))
      .thenRefused(refused);
    const old = given(meetingType, createdWith(several));
    old.when(change({ hostIds: ['hst_2', 'hst_3'] })).thenRefused(refused);
    const data = { meetingTypeId, settings: { ...several, name: 'Renamed' } };
    old.when(change({ name: 'Renamed' })).then({ type: 'MeetingTypeChanged', data });
    old.when(change({ hostIds: ['hst_2'] })).then({
      type: 'MeetingTypeChanged',
      data: { meetingTypeId, settings: { ...several, hostIds: ['hst_2'] } },
    });
  });

  it('has defaults for every setting that may be left out', () => {
    const { name, hostIds, assignment, confirmation, durationMinutes } = settings;
    const required = { name, hostIds, assignment, confirmation, durationMinutes };
    given(meetingType)
      .when({ type: 'create', meetingTypeId, settings: { ...required, description: undefined } })
      .then({
        type: 'MeetingTypeCreated',
        data: {
          meetingTypeId,
          settings: {
            ...required,
            slotIntervalMinutes: durationMinutes,
            bufferBeforeMinutes: 0,
            bufferAfterMinutes: 0,
            minimumNoticeMinutes: 0,
            bookingWindow: { type: 'rolling', days: 60 },
            questions: [],
            linkValidityDays: 30,
            approvalHours: 72,
            optInMinutes: 30,
            reminders: [],
            maxGuests: 0,
            unusedReminderDays: [],
          },
        },
      });
  });

  it('changes only what is given, if anything differs', () => {
    given(meetingType, created)
      .when({ type: 'change', changes: { name: renamed.name } })
      .then(changed);
    given(meetingType, created, changed)
      .when({ type: 'change', changes: { name: renamed.name } })
      .thenNothing();
    given(meetingType, created).when({ type: 'change', changes: {} }).thenNothing();
    expect(given(meetingType, created, changed).state).toEqual({ meetingTypeId, settings: renamed, isArchived: false });
  });

  const after = (changes: MeetingTypeChanges, before: Partial<MeetingTypeSettings> = {}): object => {
    const state = { meetingTypeId, settings: { ...settings, ...before }, isArchived: false };
    const decision = meetingType.decide({ type: 'change', changes }, state);
    const [event] = decision.ok ? decision.value : [];
    return event?.type === 'MeetingTypeChanged' ? event.data.settings : settings;
  };

  it('lets the slot interval follow the duration until it is set by itself', () => {
    const followed = { durationMinutes: 30, slotIntervalMinutes: 30 };
    expect(after({ durationMinutes: 45 }, followed)).toMatchObject({ durationMinutes: 45, slotIntervalMinutes: 45 });
    expect(after({ durationMinutes: 45, slotIntervalMinutes: 5 }, followed)).toMatchObject({ slotIntervalMinutes: 5 });
    const own = { durationMinutes: 30, slotIntervalMinutes: 15 };
    expect(after({ durationMinutes: 45 }, own)).toMatchObject({ slotIntervalMinutes: 15 });
  });

  it('removes an optional setting by null', () => {
    expect(after({ maxPerDay: null }, { maxPerDay: 3 })).not.toHaveProperty('maxPerDay');
    expect(after({ location: null, description: null }, { location: { type: 'phone' }, description: 'Hello' })).toEqual(
      {
        ...settings,
      },
    );
    expect(after({ maxPerDay: 5, description: 'Hello' })).toMatchObject({ maxPerDay: 5, description: 'Hello' });
  });

  it('keeps its time limits, reminders and number of guests', () => {
    const own = {
      approvalHours: 24,
      optInMinutes: 10,
      reminders: [{ minutesBefore: 60, to: 'both' as const }],
      maxGuests: 3,
      unusedReminderDays: [3, 7],
    };
    const { questions: _questions, linkValidityDays: _days, ...others } = settings;
    given(meetingType)
      .when({ type: 'create', meetingTypeId, settings: { ...others, ...own } })
      .then({ type: 'MeetingTypeCreated', data: { meetingTypeId, settings: { ...settings, ...own } } });
    expect(after(own)).toEqual({ ...settings, ...own });
    expect(after({ reminders: [], unusedReminderDays: [] }, own)).toEqual({
      ...settings,
      ...own,
      reminders: [],
      unusedReminderDays: [],
    });
  });

  it('is archived and restored once each, and can be changed in between', () => {
    const archived: MeetingTypeEvent = { type: 'MeetingTypeArchived', data: { meetingTypeId } };
    const restored: MeetingTypeEvent = { type: 'MeetingTypeRestored', data: { meetingTypeId } };
    given(meetingType, created).when({ type: 'archive' }).then(archived);
    given(meetingType, created).when({ type: 'restore' }).thenNothing();
    given(meetingType, created, archived).when({ type: 'archive' }).thenNothing();
    given(meetingType, created, archived, changed).when({ type: 'restore' }).then(restored);
    given(meetingType, created, archived, restored).when({ type: 'archive' }).then(archived);
    given(meetingType, created, archived)
      .when({ type: 'change', changes: { name: renamed.name } })
      .then(changed);
    expect(given(meetingType, created, archived, changed).state?.isArchived).toBe(true);
  });

  it('names a copy after the original, as long as a name may be', () => {
    expect(nameOfCopy('Introduction')).toBe('Copy of Introduction');
    expect(nameOfCopy('x'.repeat(200))).toHaveLength(200);
    const cutInEmoji = nameOfCopy(`${'x'.repeat(191)}😀`);
    expect(cutInEmoji).toBe(`Copy of ${'x'.repeat(191)}`);
  });

  it('cannot change before it exists', () => {
    for (const type of ['archive', 'restore'] as const) {
      given(meetingType).when({ type }).thenRefused({ kind: 'meetingTypeUnknown' });
    }
    given(meetingType).when({ type: 'change', changes: {} }).thenRefused({ kind: 'meetingTypeUnknown' });
  });

  it('has at most 20,000 starts a day, all hosts together', () => {
    const hostIds = Array.from({ length: 50 }, (_, index) => `hst_${index}`);
    const wish = (changes: object) => ({ type: 'create', meetingTypeId, settings: { ...team, ...changes } }) as const;
    const error = (path: string, message: string) => ({ kind: 'invalid', errors: [{ path, message }] }) as const;
    given(meetingType)
      .when(wish({ hostIds, slotIntervalMinutes: 3 }))
      .thenRefused(
        error(
          'slotIntervalMinutes',
          'allows 480 starts a day with 50 hosts, over 20000 in all; lower the number of starts: one every 4 minutes or more',
        ),
      );
    given(meetingType)
      .when(wish({ hostIds, durationMinutes: 1, slotIntervalMinutes: undefined }))
      .thenRefused(
        error(
          'durationMinutes',
          'allows 1440 starts a day with 50 hosts, over 20000 in all; lower the number of starts: one every 4 minutes or more',
        ),
      );
    const fits = { ...team, hostIds, slotIntervalMinutes: 4 };
    given(meetingType)
      .when(wish(fits))
      .then({ type: 'MeetingTypeCreated', data: { meetingTypeId, settings: fits } });
  });

  it('names the hosts as what to lower if they alone are changed', () => {
    const everyMinute = { ...team, slotIntervalMinutes: 1 };
    const hostIds = Array.from({ length: 14 }, (_, index) => `hst_${index}`);
    given(meetingType, createdWith(everyMinute))
      .when({ type: 'change', changes: { hostIds } })
      .thenRefused({
        kind: 'invalid',
        errors: [
          {
            path: 'hostIds',
            message: 'allows 1440 starts a day with 14 hosts, over 20000 in all; lower the number of hosts to 13',
          },
        ],
      });
  });

  it('keeps the size that it was stored with, before there was a limit', () => {
    const hostIds = Array.from({ length: 50 }, (_, index) => `hst_${index}`);
    const large = { ...team, hostIds, slotIntervalMinutes: 2 };
    for (const changes of [{ name: 'Renamed' }, { slotIntervalMinutes: 3 }]) {
      const after = { ...large, ...changes };
      given(meetingType, createdWith(large))
        .when({ type: 'change', changes })
        .then({ type: 'MeetingTypeChanged', data: { meetingTypeId, settings: after } });
    }
  });
});
