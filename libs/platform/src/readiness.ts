import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

/** Whether a part is available; or the same for several parts, by name. */
export type PartCheck = () => boolean | Promise<boolean | Readonly<Record<string, boolean>>>;

/** A readiness check has to answer within a second, whatever hangs. */
const LIMIT_MS = 800;

/**
 * Checks all parts at the same time, and returns whether each is available. A check that fails, or takes longer than
 * 800 ms, counts as unavailable: a frozen server answers nothing at all.
 */
export const checkParts = async (
  scheduler: Pick<Scheduler, 'deadline'>,
  checks: Readonly<Record<string, PartCheck>>,
): Promise<Readonly<Record<string, boolean>>> => {
  const late = Promise.withResolvers<boolean>();
  const cancel = scheduler.deadline(LIMIT_MS, () => late.resolve(false));
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const result = await Promise.race([late.promise, attempted(check)]);
      return typeof result === 'boolean' ? { [name]: result } : { [name]: true, ...result };
    }),
  );
  cancel();
  return Object.assign({}, ...results) as Record<string, boolean>;
};

const attempted = async (check: PartCheck): Promise<boolean | Readonly<Record<string, boolean>>> => {
  try {
    return await check();
  } catch {
    return false;
  }
};

/** Returns the names of unavailable parts. */
export const awayOf = (parts: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.keys(parts).filter((name) => parts[name] === false);
