import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AppendRequest, BatchAnswer, BatchWriter } from './batch-writer.js';
import { type AnswerMessage, decodeAnswer, encodeBatch } from './wire.js';

const THREAD = new URL('./writer-thread.js', import.meta.url);

/** Opens a writer in a separate thread. If the thread dies, pending batches fail with an unknown outcome. */
export const openThreadedWriter = async (folder: string, thread = THREAD): Promise<BatchWriter> => {
  const worker = new Worker(thread, { workerData: { folder } });
  let settle: ((answer: BatchAnswer) => void) | null = null;
  let lost: string | null = null;
  let onLost: ((reason: string) => void) | null = null;
  let closing = false;
  const answer = (given: BatchAnswer): void => {
    settle?.(given);
    settle = null;
  };
  worker.on('error', (error) => {
    lost ??= error instanceof Error ? error.message : String(error);
  });
  // Emitted after `error`, if there is one.
  worker.on('exit', () => {
    const reason = (lost ??= 'the writer has stopped');
    answer({ ok: false, reason });
    if (!closing) onLost?.(reason);
  });
  await ready(worker);
  worker.on('message', (message: AnswerMessage) => answer(decodeAnswer(message)));

  return {
    write: (batch: readonly AppendRequest[]) =>
      new Promise<BatchAnswer>((resolve) => {
        if (lost !== null) {
          resolve({ ok: false, reason: lost });
          return;
        }
        settle = resolve;
        worker.postMessage(encodeBatch(batch));
      }),
    onLost: (callback) => {
      onLost = callback;
    },
    close: async () => {
      closing = true;
      if (lost !== null) return;
      const exited = once(worker, 'exit');
      worker.postMessage('close');
      await exited;
    },
  };
};

/** Rejects with the thread's error if it could not open the store. */
const ready = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the writer has stopped')));
  });
