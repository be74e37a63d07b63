import type { Scheduler } from './ports/scheduler.js';

/** Waits for the promise to settle, at most `ms`. Never rejects. */
export const atMost = async (
  scheduler: Pick<Scheduler, 'deadline'>,
  ms: number,
  promise: Promise<unknown> | undefined,
): Promise<void> => {
  const { promise: expired, resolve } = Promise.withResolvers<void>();
  const cancel = scheduler.deadline(ms, resolve);
  await Promise.race([promise?.catch(() => undefined), expired]);
  cancel();
};
