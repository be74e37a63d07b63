import type { Redelivery } from './ports/bus.js';
import type { DeadLetter, DeadLetters, LetterPlace } from './ports/dead-letters.js';
import { type EventStore, type StoredEvent, StoreUnavailableError, type StreamName } from './ports/event-store.js';

export interface DeadLetterDeskOptions {
  readonly deadLetters: DeadLetters;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly bus: Redelivery;
}

/** A dead letter with the event, which is in history. */
export interface OpenedLetter {
  readonly letter: DeadLetter;
  /** Null if the message is not an event of history. */
  readonly event: StoredEvent | null;
}

/** Letters are rare; more than this are listed once the first have been dealt with. */
const MOST_LISTED = 1_000;
const PAGE_LETTERS = 200;

/** Without a workspace, every letter is: for the operator of all. */
const isAbout = ({ event }: OpenedLetter, workspaceId: string | undefined): boolean =>
  workspaceId === undefined || (event !== null && event.meta.workspaceId === workspaceId);

/** Lets an operator look at dead letters, deliver them again, or give them up. */
export class DeadLetterDesk {
  constructor(private readonly options: DeadLetterDeskOptions) {}

  /** Returns the letters, oldest first. `workspaceId`: only those about this workspace (I19). */
  async list(workspaceId?: string): Promise<readonly OpenedLetter[]> {
    const found: OpenedLetter[] = [];
    // A letter does not name its workspace, its event does: any number of others' letters may come first.
    for (let after: LetterPlace | undefined; found.length < MOST_LISTED;) {
      const page = await this.options.deadLetters.list(PAGE_LETTERS, after);
      const opened = await Promise.all(page.map((letter) => this.#open(letter)));
      found.push(...opened.filter((one) => isAbout(one, workspaceId)));
      after = page.at(-1);
      if (after === undefined || page.length < PAGE_LETTERS) break;
    }
    return found.slice(0, MOST_LISTED);
  }

  /** Returns one letter; null if there is none, or it is about another workspace (I19). */
  async find(id: string, workspaceId?: string): Promise<OpenedLetter | null> {
    const letter = await this.options.deadLetters.find(id);
    if (letter === null) return null;
    const opened = await this.#open(letter);
    return isAbout(opened, workspaceId) ? opened : null;
  }

  /**
   * Delivers the event again to the subscriber that could not handle it, and to no other. The bus removes the letter once
   * that is done. If it fails again, a letter with the same id says why.
   */
  async retry({ letter, event }: OpenedLetter): Promise<void> {
    if (event === null) throw new Error(`${letter.id} is not in history, so it cannot be delivered again`);
    await this.options.bus.redeliver(letter, event);
  }

  /**
   * Removes the letter, which ends its retries in every instance: an attempt that runs meanwhile is the last. The event
   * stays in history, and its effect does not happen.
   */
  discard({ letter }: OpenedLetter): Promise<void> {
    return this.options.deadLetters.remove(letter.id);
  }

  async #open(letter: DeadLetter): Promise<OpenedLetter> {
    const { stream, revision, eventId } = letter;
    if (!stream.includes('-') || revision < 0) return { letter, event: null };
    try {
      const [event] = await this.options.store.readStream(stream as StreamName, { from: revision, limit: 1 });
      return { letter, event: event?.id === eventId ? event : null };
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      // A damaged event must not hide the other letters.
      return { letter, event: null };
    }
  }
}
