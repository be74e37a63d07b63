import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AppendRequest, BatchAnswer } from './append-batch.js';
import type { BatchWriter } from './batch-writer.js';

/** The writer in a thread of its own. A thread that dies answers that nothing is known to be stored. */
export const openThreadedWriter = async (folder: string): Promise<BatchWriter> => {
  const worker = new Worker(new URL('./writer-thread.js', import.meta.url), { workerData: { folder } });
  let settle: ((answer: BatchAnswer) => void) | null = null;
  let lost: string | null = null;
  const answer = (given: BatchAnswer): void => {
    settle?.(given);
    settle = null;
  };
  // Rejects with the thread's own error when it could not open the store.
  await once(worker, 'message');
  worker.on('message', answer);
  worker.on('error', (error) => {
    lost = error instanceof Error ? error.message : String(error);
  });
  worker.on('exit', () => {
    lost ??= 'the writer has stopped';
    answer({ ok: false, reason: lost });
  });

  return {
    write: (batch: readonly AppendRequest[]) =>
      new Promise<BatchAnswer>((resolve) => {
        if (lost !== null) {
          resolve({ ok: false, reason: lost });
          return;
        }
        settle = resolve;
        worker.postMessage(batch);
      }),
    close: async () => {
      if (lost !== null) return;
      const exited = once(worker, 'exit');
      worker.postMessage('close');
      await exited;
    },
  };
};
