import { parentPort, workerData } from 'node:worker_threads';
import type { AppendRequest } from './append-batch.js';
import { EventWriter } from './event-writer.js';

/** Entry point of the writer's thread: a disk flush there keeps nobody waiting here. */
const port = parentPort;
if (port === null) throw new Error('the writer runs in a worker thread');

const { folder } = workerData as { readonly folder: string };
const writer = new EventWriter(folder);
port.postMessage('ready');
port.on('message', (message: readonly AppendRequest[] | 'close') => {
  if (message !== 'close') {
    port.postMessage(writer.write(message));
    return;
  }
  writer.close();
  port.close();
});
