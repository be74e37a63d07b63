import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetter, DeadLetters, LetterPlace } from '@bookonce/kernel/ports/dead-letters';
import type { EventPlace, Position, StreamName } from '@bookonce/kernel/ports/event-store';
import type { Lease, LeaseHolder, Leases } from '@bookonce/kernel/ports/leases';
import type { Snapshot, Snapshots } from '@bookonce/kernel/ports/snapshots';

export class MemoryCheckpoints implements Checkpoints {
  readonly #saved = new Map<string, { readonly position: Position; readonly handled: EventPlace | null }>();

  async load(name: string): Promise<Position | null> {
    return this.#saved.get(name)?.position ?? null;
  }

  async handled(name: string): Promise<EventPlace | null> {
    return this.#saved.get(name)?.handled ?? null;
  }

  async save(name: string, position: Position, handled: EventPlace | null = null): Promise<void> {
    this.#saved.set(name, { position, handled });
  }

  async forget(name: string): Promise<void> {
    this.#saved.delete(name);
  }
}

export class MemorySnapshots implements Snapshots {
  readonly #snapshots = new Map<StreamName, string>();

  async load(stream: StreamName): Promise<Snapshot | null> {
    const text = this.#snapshots.get(stream);
    return text === undefined ? null : (JSON.parse(text) as Snapshot);
  }

  async save(stream: StreamName, snapshot: Snapshot): Promise<void> {
    this.#snapshots.set(stream, JSON.stringify(snapshot));
  }
}

const placeOf = ({ at, id }: LetterPlace): string => `${at}/${id}`;

export class MemoryDeadLetters implements DeadLetters {
  readonly #letters = new Map<string, DeadLetter>();

  async add(letter: DeadLetter): Promise<void> {
    this.#letters.set(letter.id, letter);
  }

  async list(limit: number, after?: LetterPlace): Promise<readonly DeadLetter[]> {
    const letters = [...this.#letters.values()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    return letters.filter((letter) => after === undefined || placeOf(letter) > placeOf(after)).slice(0, limit);
  }

  async find(id: string): Promise<DeadLetter | null> {
    return this.#letters.get(id) ?? null;
  }

  async count(): Promise<number> {
    return this.#letters.size;
  }

  async remove(id: string): Promise<void> {
    this.#letters.delete(id);
  }
}

/** Leases of a single process: every request is granted and never lost. */
export class MemoryLeases implements Leases {
  hold(_name: string, _ttlMs: number, holder: LeaseHolder): Lease {
    let state: 'asked' | 'held' | 'stopped' = 'asked';
    queueMicrotask(() => {
      if (state === 'stopped') return;
      state = 'held';
      holder.onGranted();
    });
    return {
      get isHeld() {
        return state === 'held';
      },
      stop: async () => {
        state = 'stopped';
      },
    };
  }
}
