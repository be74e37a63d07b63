import type { Position } from '@bookonce/kernel/ports/event-store';
import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';

export interface PendingCommit {
  readonly projection: string;
  readonly writes: readonly DocumentWrite[];
  readonly position: Position;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the commits of one turn of the event loop: several projections follow the same events, and one
 * transaction for all of them costs little more than one for each.
 */
export class PendingCommits {
  #pending: PendingCommit[] = [];

  constructor(private readonly flush: (commits: readonly PendingCommit[]) => void) {}

  add(projection: string, writes: readonly DocumentWrite[], position: Position): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#pending.length === 0) setImmediate(() => this.flushNow());
      this.#pending.push({ projection, writes, position, resolve, reject });
    });
  }

  flushNow(): void {
    const commits = this.#pending;
    this.#pending = [];
    if (commits.length > 0) this.flush(commits);
  }
}
