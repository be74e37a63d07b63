import { UsageError } from '@bookonce/platform/command-line';
import { defineCommand } from '../command.js';
import { NAMESPACE, namespaceOf, STORE, storePlace } from '../places.js';
import { print, report } from '../report.js';
import { resumePublishing } from '../resume-publishing.js';

/** A position of any store: EventStoreDB's have two numbers. */
const POSITION = /^\d+(?:-\d+)?$/;

export const resumePublishingCommand = defineCommand({
  name: 'resume-publishing',
  summary: 'lists the publishers, and lets stopped ones go on',
  details: [
    'Lists the publishers. With --after, those go on that have stopped because history lost events that they had published',
    '(docs/runbooks/restored-backup.md).',
  ],
  options: {
    in: { type: 'string', ...STORE },
    after: {
      type: 'string',
      value: '<position>',
      help: 'end, or the position of the last event not to be published again',
    },
    namespace: NAMESPACE,
  },
  run: async ({ in: given, after, namespace }) => {
    if (given === undefined) throw new UsageError('resume-publishing needs --in <store>');
    const place = storePlace('--in', given);
    if (after !== undefined && after !== 'end' && !POSITION.test(after))
      throw new UsageError(
        `--after must be "end" or a position such as this command lists, not ${JSON.stringify(after)}`,
      );
    const write = (line: string): void => print(`${line}\n`);
    await resumePublishing({ place, namespace: namespaceOf(namespace), after, write, report });
    return 0;
  },
});
