import { parentPort, workerData } from 'node:worker_threads';
import { openReadModelsDatabase } from './read-models-database.js';
import { DocumentWriter } from './document-writer.js';
import type { SaveBatch } from './save-batch.js';

/** Entry point of the writer's thread, so that callers only pay for serialising documents. */
const port = parentPort;
if (port === null) throw new Error('the writer runs in a worker thread');

const { folder } = workerData as { readonly folder: string };
const writer = new DocumentWriter(openReadModelsDatabase(folder));
port.postMessage('ready');
port.on('message', (message: SaveBatch | 'close') => {
  if (message !== 'close') {
    port.postMessage(writer.save(message));
    return;
  }
  writer.close();
  port.close();
});
