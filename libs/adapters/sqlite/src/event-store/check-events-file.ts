import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { damageOf } from '../damaged-database.js';
import { EVENTS_FILE } from './schema.js';

/** Entry point of the process that checks a folder's events.db, tables and indexes. Prints the damage as JSON; null if none. */
const [folder = ''] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, EVENTS_FILE), { readOnly: true });
process.stdout.write(JSON.stringify(damageOf(database, 'integrity_check')));
database.close();
