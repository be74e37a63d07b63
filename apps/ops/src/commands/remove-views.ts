import { UsageError } from '@bookonce/platform/command-line';
import { defineCommand } from '../command.js';
import { NAMESPACE, namespaceOf, viewsPlace } from '../places.js';
import { describeRemoved, removeViews } from '../remove-views.js';
import { print, report } from '../report.js';

export const removeViewsCommand = defineCommand({
  name: 'remove-views',
  summary: 'removes the views of other releases that no running release follows',
  details: [
    'Removes the views of other releases that no running release follows. The services otherwise remove them after',
    'VIEW_RETENTION_HOURS.',
  ],
  options: {
    in: {
      type: 'string',
      value: '<views>',
      help: 'a data folder (stop the product first), or redis://host:6379',
    },
    'dry-run': { type: 'boolean', help: 'lists what would be removed' },
    json: { type: 'boolean', help: 'prints one JSON object, { views, removed }' },
    namespace: NAMESPACE,
  },
  run: async ({ in: given, 'dry-run': isDryRun, json, namespace }) => {
    if (given === undefined) throw new UsageError('remove-views needs --in <data folder or redis://host:6379>');
    const place = viewsPlace('--in', given);
    const removed = await removeViews({ place, namespace: namespaceOf(namespace), isDryRun, now: Date.now(), report });
    const views = removed.map(({ view, followedAt }) => ({ view: view.key, followedAt }));
    print(json ? `${JSON.stringify({ views, removed: !isDryRun })}\n` : describeRemoved(removed, isDryRun));
    return 0;
  },
});
