import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { describeCalendarPolls } from '@bookonce/testing/contracts/calendar-polls.contract';
import { describeCalendarSecrets } from '@bookonce/testing/contracts/calendar-secrets.contract';
import { describeCheckpoints } from '@bookonce/testing/contracts/checkpoints.contract';
import { describeDeadLetters } from '@bookonce/testing/contracts/dead-letters.contract';
import { describeDeliveries } from '@bookonce/testing/contracts/deliveries.contract';
import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { describeHistoryProperties } from '@bookonce/testing/contracts/history-properties.contract';
import type { Opened } from '@bookonce/testing/contracts/opened';
import { describeSnapshots } from '@bookonce/testing/contracts/snapshots.contract';
import { describeWrittenEvents } from '@bookonce/testing/contracts/written-events.contract';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { ownSchema } from '@bookonce/testing/servers/own-schema';
import type { Postgres } from './open-postgres.js';

await describeOnServer('postgres', 'on a server', (url) => {
  const opening =
    <Port>(portOf: (postgres: Postgres) => Port) =>
    async (): Promise<Opened<Port>> => {
      const schema = ownSchema(url);
      const open = async (): Promise<Port> => portOf(await schema.open());
      return { port: await open(), reopen: open, cleanUp: schema.remove };
    };

  describeEventStore('PostgreSQL', async () => {
    const schema = ownSchema(url);
    const open = async (): Promise<EventStore> => (await schema.open()).eventStore;
    return {
      port: await open(),
      reopen: open,
      cleanUp: schema.remove,
      damage: async (stream, revision, part, change) => {
        const client = await schema.connect();
        const where = `FROM ${schema.name}.events WHERE stream = $1 AND revision = $2`;
        const { rows } = await client.query<{ part: string }>(`SELECT ${part}::text AS part ${where}`, [
          stream,
          revision,
        ]);
        const type = { id: 'uuid', type: 'text', data: 'json', meta: 'json' }[part];
        await client.query(
          `UPDATE ${schema.name}.events SET ${part} = $3::text::${type} WHERE stream = $1 AND revision = $2`,
          [stream, revision, change(rows[0]?.part ?? '')],
        );
      },
    };
  });
  describeCalendarSecrets(
    'PostgreSQL',
    opening(({ calendarSecrets }) => calendarSecrets),
  );
  describeCalendarPolls(
    'PostgreSQL',
    opening(({ calendarPolls }) => calendarPolls),
  );
  describeCheckpoints(
    'PostgreSQL',
    opening(({ checkpoints }) => checkpoints),
  );
  describeSnapshots(
    'PostgreSQL',
    opening(({ snapshots }) => snapshots),
  );
  describeDeadLetters(
    'PostgreSQL',
    opening(({ deadLetters }) => deadLetters),
  );
  describeDeliveries(
    'PostgreSQL',
    opening(({ deliveries }) => deliveries),
  );
  describeWrittenEvents(
    'PostgreSQL',
    opening(({ writtenEvents }) => writtenEvents),
  );
  describeHistoryProperties(
    'PostgreSQL',
    opening(({ properties }) => properties),
  );
});
