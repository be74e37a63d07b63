import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeAppends } from './event-store-appends.contract.js';
import { describeClosing } from './event-store-closing.contract.js';
import { describeReads } from './event-store-reads.contract.js';
import { describeRefusals } from './event-store-refusals.contract.js';
import { describeSubscriptions } from './event-store-subscriptions.contract.js';
import type { Open } from './opened.js';
import { TestedEventStore } from './tested-event-store.js';

/** The contract of every {@link EventStore} adapter. */
export const describeEventStore = (name: string, open: Open<EventStore>): void => {
  describe(`event store: ${name}`, () => {
    const tested = new TestedEventStore(open);
    beforeEach(() => tested.open());
    afterEach(() => tested.close());

    describeAppends(tested);
    describeRefusals(tested);
    describeReads(tested);
    describeSubscriptions(tested);
    describeClosing(tested);
  });
};
