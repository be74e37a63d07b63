import { median } from '../statistics.mjs';
import { withOwnDatabase } from '../store/postgres/own-database.mjs';
import { isEmmettIn } from '../store/postgres/stores.mjs';
import { runAlone } from '../store/run-alone.mjs';

const medianOf = (runs) => ({
  perSecond: median(runs.map(({ perSecond }) => perSecond)),
  p50: median(runs.map(({ p50 }) => p50)),
  p99: median(runs.map(({ p99 }) => p99)),
});

/** Measures events per second of PostgreSQL with 16 writers, in turn with Emmett's store if that is installed. */
export const measurePostgresAppends = async ({ quick, postgres, emmett }) => {
  const load = { writers: 16, durationMs: quick ? 1_500 : 4_000 };
  const names = isEmmettIn(emmett) ? ['bookonce', 'emmett'] : ['bookonce'];
  const runs = new Map(names.map((name) => [name, []]));
  const rounds = quick ? 2 : 4;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const measure = (url) => runAlone('postgres/appends.mjs', { store: name, url, emmettFolder: emmett, ...load });
      runs.get(name).push(await withOwnDatabase(postgres, measure));
    }
  }
  const bookonce = medianOf(runs.get('bookonce'));
  if (!runs.has('emmett')) return { writers: load.writers, bookonce, emmett: null, ratio: null };
  const beside = medianOf(runs.get('emmett'));
  return { writers: load.writers, bookonce, emmett: beside, ratio: bookonce.perSecond / beside.perSecond };
};
