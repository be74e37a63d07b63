// Appends to an event store on PostgreSQL from many concurrent writers; each waits until its event is on disk.
import { measureAppendLoad } from '../append-load.mjs';
import { postgresStores } from './stores.mjs';

const [, settings] = process.argv.slice(2);
const { store: name, url, emmettFolder, ...load } = JSON.parse(settings);

const store = await postgresStores[name](url, emmettFolder);
const result = await measureAppendLoad(store.append, load);
await store.close();
process.stdout.write(JSON.stringify(result));
