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
  readonly report: (message: string) => void;
}

const REPORT_EVERY = 10_000;

/** Writes a store's history, one CloudEvent a line, oldest first. */
export const exportHistory = async ({ from, write, report }: ExportOptions): Promise<Digest> => {
  const digest = new Digest();
  const one = async (event: StoredEvent): Promise<void> => {
    digest.add(event);
    await write(`${JSON.stringify(toCloudEvent(event))}\n`);
    if (digest.count % REPORT_EVERY === 0) report(`${digest.count} events`);
  };
  await readHistory(from.eventStore, async (events) => {
    for (const event of events) await one(event);
  });
  // So that the importing installation sends none of these mails again (I14).
  for (const effectId of from.mailedBesides) await one({ ...mailSent(effectId), revision: 0, position: '' });
  const mails = from.mailedBesides.length;
  const counts = `${digest.count} lines: ${digest.count - mails} events in history and ${mails} sent mails (MailSent)`;
  report(`exported ${mails === 0 ? `${digest.count} events` : counts} of ${from.name}, digest ${digest.text}`);
  return digest;
};
