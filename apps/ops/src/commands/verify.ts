import { defineCommand } from '../command.js';
import { NAMESPACE, namespaceOf, STORE, storePlace } from '../places.js';
import { print, report } from '../report.js';
import { openStoredHistory } from '../stores.js';
import { describeVerified, verify } from '../verify.js';

export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'reads all of history and checks events, streams and invariants',
  details: [
    'Reads all of history and checks the checksum and the schema of every event, revisions without gaps and the invariants I1',
    'to I7. Ends with 0 only if nothing is wrong; progress goes to standard error. It counts the events of history. Mails that',
    'a data folder has sent are no events, though an export has a line for each.',
  ],
  options: {
    in: {
      type: 'string',
      value: STORE.value,
      help: `${STORE.help};\ndefault: EVENT_STORE_URL, or DATA_DIR, or ./data`,
    },
    json: { type: 'boolean', help: 'prints one JSON object, { ok, events, violations }' },
    namespace: NAMESPACE,
  },
  run: async ({ in: given, json, namespace }) => {
    const { EVENT_STORE_URL, DATA_DIR } = process.env;
    const place = storePlace('--in', given ?? EVENT_STORE_URL ?? DATA_DIR ?? './data');
    const store = await openStoredHistory(place, namespaceOf(namespace), report);
    try {
      const verified = await verify({ store: store.eventStore, report });
      print(json ? `${JSON.stringify(verified)}\n` : describeVerified(verified, store));
      return verified.ok ? 0 : 1;
    } finally {
      await store.close();
    }
  },
});
