/**
 * Records the hashes of the views that the recorded histories make today:
 *
 *   npm run histories:views                       says what has changed
 *   npm run histories:views -- --why "<reason>"   records it, with the reason
 */
import { scriptCommandLine } from '@bookonce/platform/command-line';
import { historyNames } from './history-file.js';
import { currentViews, readRecordedViews, viewChanges, writeRecordedViews, type HistoryViews } from './view-hashes.js';

const tool = { name: 'histories:views', help: 'npm run histories:views -- [--why "<reason>"]' };
const { values } = scriptCommandLine(tool, { options: { why: { type: 'string' } } });

const viewsWith = (history: string, before: HistoryViews, why: string): HistoryViews =>
  Object.fromEntries(
    Object.entries(currentViews(history))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, view]) => {
        const known = before[name];
        const isUnchanged = known?.hash === view.hash && known.version === view.version;
        return [name, isUnchanged ? known : { ...view, why }];
      }),
  );

const recorded = readRecordedViews();
const changes = viewChanges(recorded);
for (const change of changes) process.stdout.write(`${change}\n`);
if (changes.length === 0) {
  process.stdout.write('all views are as recorded\n');
} else if (values.why === undefined || values.why.trim() === '') {
  process.stderr.write('If this is intended, record it: npm run histories:views -- --why "<reason>"\n');
  process.exitCode = 1;
} else {
  const { why } = values;
  writeRecordedViews(
    Object.fromEntries(historyNames().map((history) => [history, viewsWith(history, recorded[history] ?? {}, why)])),
  );
}
