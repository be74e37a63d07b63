import { toCloudEvent } from '@bookonce/contracts/cloud-event';
import { mailSent } from '@bookonce/adapter-mail/mail-sent-facts';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { Digest } from './digest.js';
import { readHistory } from './read-history.js';
import type { MigratedStore } from './stores.js';

export interface ExportOptions {
  readonly from: MigratedStore;
  /** Resolves when the next line may be written. */
  readonly write: (line: string) => Promise<void>;
  readonly tell: (message: string) => void;
}

const TOLD_EVERY = 10_000;

/** Writes a store's history, one CloudEvent a line, oldest first. */
export const exportHistory = async ({ from, write, tell }: ExportOptions): Promise<Digest> => {
  const digest = new Digest();
  const one = async (event: StoredEvent): Promise<void> => {
    digest.add(event);
    await write(`${JSON.stringify(toCloudEvent(event))}\n`);
    if (digest.count % TOLD_EVERY === 0) tell(`${digest.count} events`);
  };
  await readHistory(from.eventStore, async (events) => {
    for (const event of events) await one(event);
  });
  // So that the importing installation sends none of these mails again (I14).
  for (const effectId of from.mailedBesides) await one({ ...mailSent(effectId), revision: 0, position: '' });
  tell(`exported ${digest.count} events of ${from.name}, digest ${digest.text}`);
  return digest;
};
