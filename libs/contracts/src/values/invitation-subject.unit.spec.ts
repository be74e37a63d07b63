import { describe, expect, it } from '@jest/globals';
import { invitationSubject } from './invitation-subject.js';

describe('the subject of an invitation', () => {
  it('names a single host', () => {
    expect(invitationSubject('en', { meeting: 'Intro call', hosts: ['Grace'] })).toBe(
      'Choose a time: Intro call with Grace',
    );
    expect(invitationSubject('de', { meeting: 'Intro call', hosts: ['Grace'] })).toBe(
      'Wählen Sie einen Termin: Intro call mit Grace',
    );
  });

  it.each([[[]], [['Ada', 'Grace']]])('names nobody if it is not decided who takes the meeting: %j', (hosts) => {
    expect(invitationSubject('en', { meeting: 'Intro call', hosts })).toBe('Choose a time: Intro call');
  });
});
