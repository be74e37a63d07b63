import type { MeetingTypeEvent } from '@bookonce/contracts/events/meeting-type';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import { rulesOf } from './fixtures/slot-fixtures.js';
import { meetingType } from './meeting-type.js';

const meetingTypeId = 'mtt_1';
const settings: MeetingTypeSettings = {
  name: 'Introduction',
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
  ...rulesOf(),
  questions: [],
  linkValidityDays: 30,
};
const renamed: MeetingTypeSettings = { ...settings, name: 'First meeting' };
const created: MeetingTypeEvent = { type: 'MeetingTypeCreated', data: { meetingTypeId, settings } };
const changed: MeetingTypeEvent = { type: 'MeetingTypeChanged', data: { meetingTypeId, settings: renamed } };

describe('a meeting type', () => {
  it('is created once', () => {
    given(meetingType).when({ type: 'create', meetingTypeId, settings }).then(created);
    given(meetingType, created).when({ type: 'create', meetingTypeId, settings }).thenNothing();
    given(meetingType, created)
      .when({ type: 'create', meetingTypeId, settings: renamed })
      .thenRefused({ kind: 'meetingTypeExists' });
  });

  it('changes as a whole, where anything differs', () => {
    given(meetingType, created).when({ type: 'change', settings: renamed }).then(changed);
    given(meetingType, created, changed).when({ type: 'change', settings: renamed }).thenNothing();
    expect(given(meetingType, created, changed).state).toEqual({ meetingTypeId, settings: renamed });
  });

  it('cannot change before it exists', () => {
    given(meetingType).when({ type: 'change', settings }).thenRefused({ kind: 'meetingTypeUnknown' });
  });
});
