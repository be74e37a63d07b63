import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DocumentSaver, SaveAnswer, SaveBatch } from './save-batch.js';

/** Opens a writer in a separate thread. If the thread dies, every batch fails with the reason. */
export const openThreadedSaver = async (folder: string): Promise<DocumentSaver> => {
  const worker = new Worker(new URL('./saver-thread.js', import.meta.url), { workerData: { folder } });
  let settle: ((answer: SaveAnswer) => void) | null = null;
  let lost: string | null = null;
  const answer = (given: SaveAnswer): void => {
    settle?.(given);
    settle = null;
  };
  // Rejects with the thread's error if it could not open the database.
  await once(worker, 'message');
  worker.on('message', answer);
  worker.on('error', (error) => {
    lost = error instanceof Error ? error.message : String(error);
  });
  worker.on('exit', () => {
    lost ??= 'the writer of the read models has stopped';
    answer({ ok: false, reason: lost });
  });

  return {
    save: (batch: SaveBatch) =>
      new Promise<SaveAnswer>((resolve) => {
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
