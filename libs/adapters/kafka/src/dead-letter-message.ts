import type { DeadLetter } from '@bookonce/kernel/ports/dead-letters';
import type { Message } from 'kafkajs';
import type { Received } from './group-consumer.js';

/** The message as it was, its headers included, and why nobody could handle it. */
export const toDeadLetterMessage = (letter: DeadLetter, { message, progress }: Received): Message => ({
  key: message.key,
  value: message.value,
  headers: {
    ...message.headers,
    'dead-letter-subscriber': letter.subscriber,
    'dead-letter-reason': letter.reason,
    'dead-letter-tries': String(letter.tries),
    'dead-letter-at': letter.at,
    'dead-letter-topic': progress.topic,
    'dead-letter-partition': String(progress.partition),
    'dead-letter-offset': message.offset,
  },
});
