import { InvalidAppendError, StoreAccessError, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { failureOf, StreamDeletedError, WrongRevisionError } from './failures.js';

const typed = (type: string, message = '', more: object = {}) => Object.assign(new Error(message), { type, ...more });

const asked = { right: 'write', stream: 'link-lnk_1', user: 'bookonce' } as const;

describe('errors of the client', () => {
  it.each([
    ['when the connection breaks', typed('unavailable', '14 UNAVAILABLE: read ECONNRESET')],
    ['while the server is away', Object.assign(new Error('14 UNAVAILABLE: No connection established'), { code: 14 })],
    ['while the server starts', typed('unknown', 'Could not recognize Server Is Not Ready')],
    ['for a duplicate in flight', typed('deadline-exceeded')],
    ['for a duplicate in flight, by the other call', typed('timeout', '10 ABORTED: Operation timed out')],
    ['when a node is stopping', typed('cancelled')],
    ['when another node leads', typed('not-leader')],
  ])('are retryable %s', (_when, error) => {
    const failure = failureOf(error, 'EventStoreDB at db:2113', asked);
    expect(failure).toBeInstanceOf(StoreUnavailableError);
    // Also errors without a type.
    expect(failure).toMatchObject({ message: expect.stringMatching(/^EventStoreDB at db:2113: .+/) as unknown });
  });

  it('are distinguished if they are permanent', () => {
    const converted = (error: unknown) => failureOf(error, 'EventStoreDB', asked);
    expect(converted(typed('stream-deleted'))).toBeInstanceOf(StreamDeletedError);
    expect(converted(typed('maximum-append-size-exceeded'))).toBeInstanceOf(InvalidAppendError);
    expect(converted(typed('wrong-expected-version', '', { actualVersion: 4n }))).toEqual(new WrongRevisionError(4));
    expect(converted(typed('wrong-expected-version', '', { actualVersion: 'no_stream' }))).toEqual(
      new WrongRevisionError(-1),
    );
    const bug = new TypeError('undefined is not iterable');
    expect(converted(bug)).toBe(bug);
  });

  it.each([
    ['a wrong password', typed('access-denied', '', { code: 16 }), asked, 'does not accept the user and the password'],
    [
      'a missing right',
      typed('access-denied', '', { code: 7 }),
      asked,
      'the user bookonce write link-lnk_1. Grant bookonce',
    ],
    ['no user', typed('unknown', '', { code: 7 }), { ...asked, user: null }, 'an anonymous client write link-lnk_1'],
  ])('say what an operator has to do about %s', (_what, error, what, said) => {
    const failure = failureOf(error, 'EventStoreDB', what);
    expect(failure).toBeInstanceOf(StoreAccessError);
    expect(failure).toMatchObject({ message: expect.stringContaining(said) as unknown });
  });
});
