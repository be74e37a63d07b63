import { cloudEventSchema, fromCloudEvent, toCloudEvent } from '@bookonce/contracts/cloud-event';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the recorded histories. */
export const HISTORIES = fileURLToPath(new URL('../../../../histories', import.meta.url));

const ENDING = '.ndjson';
const POSITION_DIGITS = 16;

/** The names of the recorded histories, oldest first. */
export const historyNames = (): readonly string[] =>
  readdirSync(HISTORIES)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();

/** The events of a recorded history as they were stored, in store order. */
export const readHistory = (name: string): readonly StoredEvent[] =>
  readFileSync(join(HISTORIES, name + ENDING), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fromCloudEvent(cloudEventSchema.parse(JSON.parse(line))));

/** Writes a new history, one CloudEvent a line. Positions become the line numbers. Throws if the name is taken. */
export const writeHistory = (name: string, events: readonly StoredEvent[]): string => {
  const file = join(HISTORIES, name + ENDING);
  const lines = events.map((event, index) => {
    const position = String(index + 1).padStart(POSITION_DIGITS, '0');
    return `${JSON.stringify(toCloudEvent({ ...event, position }))}\n`;
  });
  writeFileSync(file, lines.join(''), { flag: 'wx' });
  return file;
};
