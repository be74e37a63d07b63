// Rebuilds the read model of links from a history on disk.
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { openSqliteReadModels } from '@bookonce/adapter-sqlite/open-sqlite-read-models';
import { rebuild } from '@bookonce/kernel/rebuild';
import { links } from '@bookonce/link/views/link-document';
import { linkProjector } from '@bookonce/link/views/link-projector';
import { systemScheduler as scheduler } from '@bookonce/platform/system-scheduler';
import { median } from '../statistics.mjs';
import { lifeOfLink } from './events.mjs';

const [folder, settings] = process.argv.slice(2);
const { events, rounds } = JSON.parse(settings);
const LINKS_AT_ONCE = 500;

const fill = async (store) => {
  for (let first = 0; first < events / 2; first += LINKS_AT_ONCE) {
    const some = Array.from({ length: Math.min(LINKS_AT_ONCE, events / 2 - first) }, (_, index) =>
      lifeOfLink(first + index),
    );
    await Promise.all(some.map((one) => store.append(one.stream, -1, one.events)));
  }
};

// Reopened, so that nothing of the history is in memory.
const filling = await openSqliteEventStore({ folder });
await fill(filling);
await filling.close();

const store = await openSqliteEventStore({ folder });
const readModels = await openSqliteReadModels({ folder });
const seconds = [];
for (let round = 0; round < rounds; round += 1) {
  const began = performance.now();
  await rebuild({ projector: linkProjector, store, readModels, scheduler });
  seconds.push((performance.now() - began) / 1000);
}
const sample = await readModels.get(links, 'lnk_'.padEnd(26, '0'));
if (sample?.status !== 'consumed') throw new Error('the rebuilt read model is not right');
await readModels.close();
await store.close();
process.stdout.write(JSON.stringify({ events, seconds: median(seconds), perSecond: events / median(seconds) }));
