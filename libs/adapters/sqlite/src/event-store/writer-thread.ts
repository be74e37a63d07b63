import { parentPort, workerData } from 'node:worker_threads';
import { EventWriter } from './event-writer.js';
import { decodeBatch, encodeAnswer, type BatchMessage } from './wire.js';

/** Entry point of the writer's thread, so that disk flushes do not block the main thread. */
const port = parentPort;
if (port === null) throw new Error('the writer runs in a worker thread');

const { folder } = workerData as { readonly folder: string };
const writer = new EventWriter(folder);
port.postMessage('ready');
port.on('message', (message: BatchMessage | 'close') => {
  if (message !== 'close') {
    port.postMessage(encodeAnswer(writer.write(decodeBatch(message))));
    return;
  }
  writer.close();
  port.close();
});
