import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { describeStoredReplies } from '@bookonce/testing/contracts/stored-replies.contract';
import { describeUnsharedCalendarPolls } from '@bookonce/testing/contracts/calendar-polls.contract';
import { describeCalendarSecrets } from '@bookonce/testing/contracts/calendar-secrets.contract';
import { describeCheckpoints } from '@bookonce/testing/contracts/checkpoints.contract';
import { describeDeadLetters } from '@bookonce/testing/contracts/dead-letters.contract';
import { describeUnsharedDeliveries } from '@bookonce/testing/contracts/deliveries.contract';
import { describeHistoryProperties } from '@bookonce/testing/contracts/history-properties.contract';
import { describeLastUses } from '@bookonce/testing/contracts/last-uses.contract';
import type { Opened } from '@bookonce/testing/contracts/opened';
import { describeReadModels } from '@bookonce/testing/contracts/read-models.contract';
import { describeSentMail } from '@bookonce/testing/contracts/sent-mail.contract';
import { describeSnapshots } from '@bookonce/testing/contracts/snapshots.contract';
import { describeTimers } from '@bookonce/testing/contracts/timers.contract';
import { describeViewFilling } from '@bookonce/testing/contracts/view-filling.contract';
import { describeWrittenEvents } from '@bookonce/testing/contracts/written-events.contract';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import type { DatabaseSync } from 'node:sqlite';
import { openDerivedDatabase } from './derived-database.js';
import { SqliteHistoryProperties } from './event-store/sqlite-history-properties.js';
import { openSqliteReadModels } from './open-sqlite-read-models.js';
import { SqliteCalendarPolls, SqliteCalendarSecrets } from './sqlite-calendar-records.js';
import { SqliteDeliveries } from './sqlite-deliveries.js';
import { SqliteStoredReplies } from './sqlite-stored-replies.js';
import { SqliteLastUses } from './sqlite-last-uses.js';
import { SentMailKeeper, SqliteSentMail } from './sqlite-sent-mail.js';
import { SqliteCheckpoints, SqliteDeadLetters, SqliteSnapshots } from './sqlite-service-records.js';
import { SqliteWrittenEvents } from './sqlite-written-events.js';

// Inline: the thread's entry point exists only after a build. The end-to-end specs run it.
const readModels = async (): Promise<Opened<ReadModels>> => {
  const folder = temporaryFolder();
  const open = () => openSqliteReadModels({ folder: folder.path, writer: 'inline' });
  return { port: await open(), reopen: open, cleanUp: folder.remove };
};

/** Opens an adapter on a shared database. */
const inDatabase =
  <Port>(make: (database: DatabaseSync) => Port) =>
  (): Opened<Port> => {
    const folder = temporaryFolder();
    let database = openDerivedDatabase(folder.path, 'operations.db');
    return {
      port: make(database),
      reopen: () => {
        database.close();
        database = openDerivedDatabase(folder.path, 'operations.db');
        return Promise.resolve(make(database));
      },
      cleanUp: () => {
        database.close();
        folder.remove();
      },
    };
  };

describeReadModels('SQLite', readModels);
describeTimers('SQLite', readModels);
describeViewFilling('SQLite', readModels);

describeStoredReplies(
  'SQLite',
  inDatabase((database) => new SqliteStoredReplies(database)),
);
describeCalendarSecrets(
  'SQLite',
  inDatabase((database) => new SqliteCalendarSecrets(database)),
);
describeUnsharedCalendarPolls(
  'SQLite',
  inDatabase((database) => new SqliteCalendarPolls(database)),
);
describeUnsharedDeliveries(
  'SQLite',
  inDatabase((database) => new SqliteDeliveries(database)),
);
describeWrittenEvents(
  'SQLite',
  inDatabase((database) => new SqliteWrittenEvents(database)),
);
describeDeadLetters(
  'SQLite',
  inDatabase((database) => new SqliteDeadLetters(database)),
);
describeCheckpoints(
  'SQLite',
  inDatabase((database) => new SqliteCheckpoints(database)),
);
describeLastUses(
  'SQLite',
  inDatabase((database) => new SqliteLastUses(database)),
);
describeSnapshots(
  'SQLite',
  inDatabase((database) => new SqliteSnapshots(database)),
);

describeHistoryProperties('SQLite', () => {
  const folder = temporaryFolder();
  let port = new SqliteHistoryProperties(folder.path);
  return {
    port,
    reopen: () => {
      port.close();
      port = new SqliteHistoryProperties(folder.path);
      return Promise.resolve(port);
    },
    cleanUp: () => {
      port.close();
      folder.remove();
    },
  };
});

/** Enough to check that each text is opened under the name it was sealed with. */
const named = {
  seal: (name: string, text: string): string => `${name}|${text}`,
  openOrNull: (name: string, sealed: string): string | null =>
    sealed.startsWith(`${name}|`) ? sealed.slice(name.length + 1) : null,
};

describeSentMail('SQLite', () => {
  const folder = temporaryFolder();
  const database = openDerivedDatabase(folder.path, 'mails.db');
  const keeper = new SentMailKeeper(database, named);
  return {
    port: new SqliteSentMail(database, named),
    keep: (mails) => keeper.keep(mails),
    cleanUp: () => {
      database.close();
      folder.remove();
    },
  };
});
