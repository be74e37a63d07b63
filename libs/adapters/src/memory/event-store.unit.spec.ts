import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { MemoryEventStore } from './event-store.js';

describeEventStore('in memory', () => ({ port: new MemoryEventStore() }));
