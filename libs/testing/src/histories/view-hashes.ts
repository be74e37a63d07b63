import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HISTORIES, historyNames, readHistory } from './history-file.js';
import { currentCatalogue, projectors, upcastTo, viewHash } from './replay.js';

/** A view as a history made it when it was recorded last. */
export interface ViewRecord {
  readonly version: number;
  readonly hash: string;
  /** The reason for the last change of the hash. */
  readonly why: string;
}

export type HistoryViews = Readonly<Record<string, ViewRecord>>;

const FILE = join(HISTORIES, 'views.json');

export const readRecordedViews = (): Readonly<Record<string, HistoryViews>> =>
  JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, HistoryViews>;

export const writeRecordedViews = (views: Readonly<Record<string, HistoryViews>>): void =>
  writeFileSync(FILE, `${JSON.stringify(views, null, 2)}\n`);

/** The views of a history by the name of their projector, as the product makes them today. */
export const currentViews = (history: string): Readonly<Record<string, Omit<ViewRecord, 'why'>>> => {
  const events = readHistory(history).map((event) => upcastTo(currentCatalogue, event));
  return Object.fromEntries(
    projectors.map((projector) => [
      projector.view.name,
      { version: projector.view.version, hash: viewHash(projector, events) },
    ]),
  );
};

/** Which views differ from the recorded ones, in words; empty if none does. */
export const viewChanges = (recorded = readRecordedViews()): readonly string[] =>
  historyNames().flatMap((history) => {
    const before = recorded[history] ?? {};
    const now = currentViews(history);
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
    return names.flatMap((name) => changeOf(`${history}: view ${name}`, before[name], now[name]));
  });

const changeOf = (
  view: string,
  before: ViewRecord | undefined,
  now: Omit<ViewRecord, 'why'> | undefined,
): readonly string[] => {
  if (before === undefined) return [`${view} is not recorded`];
  if (now === undefined) return [`${view} is recorded, but no projector makes it`];
  if (before.version !== now.version) return [`${view} is recorded in version ${before.version}, not ${now.version}`];
  return before.hash === now.hash ? [] : [`${view} has changed, but its version is still ${now.version}`];
};
