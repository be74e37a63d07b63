import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BusConnection } from './bus-connection.js';

describe('the connection to the brokers', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('explains failures of consumers while it is lost, and until the brokers have settled', () => {
    const connection = new BusConnection({ brokers: ['localhost:9092'] });
    const explained = [connection.explainsFailures];
    const after = (ms: number): void => {
      jest.advanceTimersByTime(ms);
      explained.push(connection.explainsFailures);
    };
    connection.up();
    after(9_000);
    after(2_000);
    // A check that finds nothing new does not start the time again.
    connection.up();
    after(0);
    connection.down(new Error('refused'), 100);
    after(60_000);
    connection.up();
    after(9_000);
    after(2_000);
    expect(explained).toEqual([true, true, false, false, true, true, false]);
  });

  it('tells once that it is back', () => {
    const onConnected = jest.fn();
    const connection = new BusConnection({ brokers: ['localhost:9092'], onConnected });
    connection.up();
    connection.up();
    connection.down(new Error('refused'), 100);
    connection.up();
    expect(onConnected).toHaveBeenCalledTimes(2);
  });
});
