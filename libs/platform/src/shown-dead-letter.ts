import type { OpenedLetter } from '@bookonce/kernel/dead-letter-desk';
import { maskedData, withoutAddresses } from './mask-personal-data.js';

/** A dead letter in a list. */
export interface ListedDeadLetter {
  readonly id: string;
  /** The subscriber that could not handle the event. */
  readonly consumer: string;
  /** The event's type. */
  readonly type: string;
  readonly reason: string;
  readonly at: string;
}

export interface ShownDeadLetter extends ListedDeadLetter {
  readonly tries: number;
  readonly stream: string;
  readonly revision: number;
  /** Null if the message was no event of history. */
  readonly event: { readonly time: string; readonly data: unknown } | null;
}

export const listedDeadLetter = ({ letter }: OpenedLetter): ListedDeadLetter => ({
  id: letter.id,
  consumer: letter.subscriber,
  type: letter.eventType,
  reason: withoutAddresses(letter.reason),
  at: letter.at,
});

/** Personal data is masked unless `reveal` is true. */
export const shownDeadLetter = (opened: OpenedLetter, reveal: boolean): ShownDeadLetter => {
  const { letter, event } = opened;
  return {
    ...listedDeadLetter(opened),
    ...(reveal ? { reason: letter.reason } : {}),
    tries: letter.tries,
    stream: letter.stream,
    revision: letter.revision,
    event: event === null ? null : { time: event.meta.time, data: maskedData(event.data, reveal) },
  };
};
