import { atMost } from '@bookonce/kernel/at-most';
import type { DeadLetterDesk, OpenedLetter } from '@bookonce/kernel/dead-letter-desk';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { listedDeadLetter, shownDeadLetter } from '@bookonce/platform/shown-dead-letter';
import { Logger } from '@nestjs/common';
import { discardDeadLetter, getDeadLetter, listDeadLetters, retryDeadLetter } from '../api/dead-letter-api.js';
import { json, noContent, notFound, problem, type Answer } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { nameOfFault } from '../http/fault.js';

const logger = new Logger('DeadLetters');

/** How long a caller waits for the subscriber. */
const PATIENCE_MS = 5_000;

/** Registered only in a process that has history and the bus's subscribers. */
export const deadLetterEndpoints = (
  desk: DeadLetterDesk,
  scheduler: Pick<Scheduler, 'deadline'>,
): readonly Endpoint[] => {
  const found = async (
    id: string,
    workspaceId: string,
    answer: (opened: OpenedLetter) => Answer | Promise<Answer>,
  ): Promise<Answer> => {
    const opened = await desk.find(id, workspaceId);
    return opened === null ? notFound() : answer(opened);
  };

  return [
    workspaceEndpoint(listDeadLetters, async ({ workspaceId }) =>
      json(200, { items: (await desk.list(workspaceId)).map(listedDeadLetter) }),
    ),

    workspaceEndpoint(getDeadLetter, ({ params, query, workspaceId }) =>
      found(params.letterId, workspaceId, (opened) => json(200, shownDeadLetter(opened, query.reveal === 'true'))),
    ),

    workspaceEndpoint(retryDeadLetter, ({ params, workspaceId }) =>
      found(params.letterId, workspaceId, async (opened) => {
        if (opened.event === null) return problem('conflict-with-state', 'The message is not in history.');
        // The bus retries for longer than a caller waits.
        await atMost(scheduler, PATIENCE_MS, desk.retry(opened).catch(logNotHandled));
        const after = await desk.find(params.letterId, workspaceId);
        return json(200, { handled: after === null });
      }),
    ),

    workspaceEndpoint(discardDeadLetter, ({ params, workspaceId }) =>
      found(params.letterId, workspaceId, async (opened) => {
        await desk.discard(opened);
        return noContent();
      }),
    ),
  ];
};

const logNotHandled = (error: unknown): void => logger.warn(`a dead letter was not handled: ${nameOfFault(error)}`);
