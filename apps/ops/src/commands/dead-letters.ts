import { defineCommand } from '../command.js';
import { print } from '../report.js';
import { runDeadLetters } from '../run-dead-letters.js';

export const deadLettersCommand = defineCommand({
  name: 'dead-letters',
  takes: 'list | show <id> | retry <id> | discard <id>',
  summary: 'lists, shows, retries or discards events that a subscriber could not handle',
  details: [
    'Events that a subscriber could not handle, of a running installation: the embedded product over its API, or with',
    'EVENT_STORE_URL, KAFKA_BROKERS, REDIS_URL and BOOKONCE_SECRET_KEY set as for its services, the distributed one.',
    '',
    '  list          lists them',
    '  show <id>     prints one with its event; personal data is masked unless --reveal is given',
    '  retry <id>    delivers the event again, to that subscriber alone, for 10 minutes; the letter stays until it is handled',
    '  discard <id>  removes one for good: no retry begins after that, but one that is running may still succeed',
  ],
  options: {
    reveal: { type: 'boolean', help: 'show: prints personal data, too' },
    json: { type: 'boolean', help: 'prints one JSON object' },
    data: {
      type: 'string',
      value: '<folder>',
      help: 'the data folder of the running product; default: DATA_DIR, or ./data',
    },
    key: { type: 'string', value: '<API key>', help: 'default: the one in <data>/first-run.json' },
    url: {
      type: 'string',
      value: '<address>',
      help: 'of the running product; default: where the one on <data> listens on this machine',
    },
  },
  run: async ({ data, ...options }, args) => {
    const folder = data ?? process.env['DATA_DIR'] ?? './data';
    print(await runDeadLetters({ args, folder, ...options }, process.env));
    return 0;
  },
});
