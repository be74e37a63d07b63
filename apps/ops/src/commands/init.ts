import { defineCommand } from '../command.js';
import { init } from '../init.js';
import { print } from '../report.js';

export const initCommand = defineCommand({
  name: 'init',
  summary: 'makes a demo workspace in a running distributed installation',
  details: [
    'Makes a demo workspace in a running distributed installation and prints its API key and a link. Set KAFKA_BROKERS,',
    'REDIS_URL, BASE_URL and BOOKONCE_SECRET_KEY as for its gateway.',
  ],
  options: {},
  run: async () => {
    await init(process.env, print);
    return 0;
  },
});
