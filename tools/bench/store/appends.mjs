// Appends directly to the event store from many concurrent writers; each waits until its event is on disk.
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { measureAppendLoad } from './append-load.mjs';

const [folder, settings] = process.argv.slice(2);
const store = await openSqliteEventStore({ folder });

const append = async (stream, expectedRevision, events) => {
  const { outcome } = await store.append(stream, expectedRevision, events);
  if (outcome !== 'appended') throw new Error(`unexpected ${outcome}`);
};

const result = await measureAppendLoad(append, JSON.parse(settings));
await store.close();
process.stdout.write(JSON.stringify(result));
