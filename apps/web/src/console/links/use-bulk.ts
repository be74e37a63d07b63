import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { followLinks } from '../api/follow.js';
import type { Link } from '../api/shapes.js';

/** How far a job over many links has come; null where there is none. */
export interface Progress {
  readonly done: number;
  readonly failed: number;
  readonly of: number;
  readonly isRunning: boolean;
}

const AT_ONCE = 4;

/** Does the same to each of many links, a few at a time, and goes on where one is refused. */
export const useBulk = () => {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const run = async (links: readonly Link[], work: (link: Link) => Promise<unknown>): Promise<void> => {
    const waiting = links.values();
    let done = 0;
    let failed = 0;
    const tell = (isRunning: boolean): void => setProgress({ done, failed, of: links.length, isRunning });
    const lane = async (): Promise<void> => {
      for (const link of waiting) {
        await work(link).then(
          () => (done += 1),
          () => (failed += 1),
        );
        tell(true);
      }
    };
    tell(true);
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    tell(false);
    await followLinks(
      queries,
      links.map(({ id }) => id),
    );
  };
  return { progress, run };
};
