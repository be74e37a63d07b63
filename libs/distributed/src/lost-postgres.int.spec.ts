import { BreakableLine } from '@bookonce/adapter-postgres/fixtures/breakable-line';
import { awayOf, checkParts } from '@bookonce/platform/readiness';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { ownSchema, type OwnSchema } from '@bookonce/testing/servers/own-schema';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { watchHistory, type WatchedHistory } from './watched-history.js';

await describeOnServer('postgres', 'an instance that follows nothing, and loses its PostgreSQL server', (url) => {
  let schema: OwnSchema;
  let line: BreakableLine;
  let history: WatchedHistory;

  beforeEach(async () => {
    schema = ownSchema(url);
    line = await BreakableLine.to(url);
    history = watchHistory(await schema.open({ url: line.url }), {
      server: 'PostgreSQL',
      log: { onLost: () => undefined, onBack: () => undefined },
      onRefused: () => undefined,
    });
  });
  afterEach(async () => {
    line.mend();
    await history.close();
    await schema.remove();
    await line.close();
  });

  const away = async () => awayOf(await checkParts(systemScheduler, { PostgreSQL: () => history.isAnswering() }));

  it.each(['cut', 'silence'] as const)(
    'is not ready within a second (%s), and ready again afterwards',
    async (loss) => {
      expect(await away()).toEqual([]);
      line[loss]();
      const began = performance.now();
      expect(await away()).toEqual(['PostgreSQL']);
      expect(performance.now() - began).toBeLessThan(1_000);
      line.mend();
      await eventually(async () => expect(await away()).toEqual([]), { withinMs: 10_000 });
    },
  );
});
