// Appends from many writers at once to an event store on PostgreSQL; each waits until its event is on disk.
import { measureAppendLoad } from '../append-load.mjs';
import { withOwnDatabase } from './own-database.mjs';
import { postgresStores } from './stores.mjs';

const [, settings] = process.argv.slice(2);
const { store: name, url, emmettFolder, ...load } = JSON.parse(settings);

const result = await withOwnDatabase(url, async (own) => {
  const store = await postgresStores[name](own, emmettFolder);
  try {
    return await measureAppendLoad(store.append, load);
  } finally {
    await store.close();
  }
});
process.stdout.write(JSON.stringify(result));
