import { describe, expect, it } from '@jest/globals';
import type { MailedMeeting } from './mailed-meeting.js';
import { attendeesWords } from './meeting-parts.js';
import { en } from './texts/en.js';

const meetingWith = (answers: object): MailedMeeting =>
  ({
    booking: { request: { answers, note: undefined } },
    questions: [{ id: 'constructor', label: 'Who builds it?', type: 'text', required: false }],
  }) as unknown as MailedMeeting;

describe("the attendee's words in a mail", () => {
  it('hold the answer to a question that is called like a member of every object', () => {
    expect(JSON.stringify(attendeesWords(meetingWith({ constructor: 'Ada' }), en))).toContain('"Ada"');
  });

  it('hold nothing for such a question without an answer', () => {
    expect(attendeesWords(meetingWith({}), en).flat()).toEqual([]);
  });
});
