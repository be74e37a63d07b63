import { InvalidAppendError, StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { failureOf, StreamDeletedError, WrongRevisionError } from './failures.js';

const typed = (type: string, message = '', more: object = {}) => Object.assign(new Error(message), { type, ...more });

describe('what the client throws', () => {
  it.each([
    ['at the moment of loss', typed('unavailable', '14 UNAVAILABLE: read ECONNRESET')],
    ['while nobody answers', Object.assign(new Error('14 UNAVAILABLE: No connection established'), { code: 14 })],
    ['while the server starts', typed('unknown', 'Could not recognize Server Is Not Ready')],
    ['for a duplicate on its way', typed('deadline-exceeded')],
    ['for a duplicate on its way, by the other call', typed('timeout', '10 ABORTED: Operation timed out')],
    ['when a node is told to stop', typed('cancelled')],
    ['when another node leads', typed('not-leader')],
    ['with wrong credentials', typed('access-denied')],
  ])('%s is worth another try', (_when, error) => {
    const failure = failureOf(error, 'EventStoreDB at db:2113');
    expect(failure).toBeInstanceOf(StoreUnavailableError);
    // Also where the client has no words for it.
    expect(failure).toMatchObject({ message: expect.stringMatching(/^EventStoreDB at db:2113: .+/) as unknown });
  });

  it('for good is told apart', () => {
    const told = (error: unknown) => failureOf(error, 'EventStoreDB');
    expect(told(typed('stream-deleted'))).toBeInstanceOf(StreamDeletedError);
    expect(told(typed('maximum-append-size-exceeded'))).toBeInstanceOf(InvalidAppendError);
    expect(told(typed('wrong-expected-version', '', { actualVersion: 4n }))).toEqual(new WrongRevisionError(4));
    expect(told(typed('wrong-expected-version', '', { actualVersion: 'no_stream' }))).toEqual(
      new WrongRevisionError(-1),
    );
    const bug = new TypeError('undefined is not iterable');
    expect(told(bug)).toBe(bug);
  });
});
