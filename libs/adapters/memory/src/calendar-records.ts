import {
  type ClaimedPoll,
  NEVER_READ,
  type PollState,
  type UnsharedCalendarPolls,
} from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';

export class MemoryCalendarSecrets implements CalendarSecrets {
  readonly #sealed = new Map<string, string>();

  async put(calendarId: string, sealed: string): Promise<void> {
    this.#sealed.set(calendarId, sealed);
  }

  async get(calendarId: string): Promise<string | null> {
    return this.#sealed.get(calendarId) ?? null;
  }

  async forget(calendarId: string): Promise<void> {
    this.#sealed.delete(calendarId);
  }
}

interface Poll {
  dueAt: number;
  /** When it was made due during the present lease; null if it was not. */
  hastenedTo: number | null;
  lease: number;
  leasedUntil: number;
  state: PollState;
}

export class MemoryCalendarPolls implements UnsharedCalendarPolls {
  readonly #polls = new Map<string, Poll>();

  async add(calendarIds: readonly string[], dueAt: number): Promise<void> {
    for (const id of calendarIds) {
      if (this.#polls.has(id)) continue;
      this.#polls.set(id, { dueAt, hastenedTo: null, lease: 0, leasedUntil: 0, state: NEVER_READ });
    }
  }

  async claimDue(limit: number, now: number, until: number): Promise<readonly ClaimedPoll[]> {
    return [...this.#polls]
      .filter(([, { dueAt, leasedUntil }]) => dueAt <= now && leasedUntil <= now)
      .sort(([, one], [, other]) => one.dueAt - other.dueAt)
      .slice(0, limit)
      .map(([id, poll]) => lease(id, poll, until));
  }

  async claim(calendarId: string, now: number, until: number): Promise<ClaimedPoll | null> {
    const poll = this.#polls.get(calendarId);
    return poll === undefined || poll.leasedUntil > now ? null : lease(calendarId, poll, until);
  }

  async settle({ calendarId, lease }: ClaimedPoll, state: PollState, dueAt: number, now: number): Promise<boolean> {
    const poll = this.#polls.get(calendarId);
    if (poll?.lease !== lease || poll.leasedUntil <= now) return false;
    Object.assign(poll, { state, leasedUntil: 0, dueAt: Math.min(dueAt, poll.hastenedTo ?? dueAt) });
    return true;
  }

  async hasten(calendarIds: readonly string[], dueAt: number): Promise<void> {
    for (const id of calendarIds) {
      const poll = this.#polls.get(id);
      if (poll !== undefined) Object.assign(poll, { dueAt: Math.min(poll.dueAt, dueAt), hastenedTo: dueAt });
    }
  }

  async releaseLeases(now: number): Promise<void> {
    for (const poll of this.#polls.values()) {
      if (poll.leasedUntil > 0) Object.assign(poll, { leasedUntil: 0, dueAt: Math.min(poll.dueAt, now) });
    }
  }

  async states(calendarIds: readonly string[]): Promise<ReadonlyMap<string, PollState>> {
    return new Map(
      calendarIds.flatMap((id) => {
        const poll = this.#polls.get(id);
        return poll === undefined ? [] : [[id, poll.state] as const];
      }),
    );
  }

  async forget(calendarId: string): Promise<void> {
    this.#polls.delete(calendarId);
  }
}

const lease = (calendarId: string, poll: Poll, leasedUntil: number): ClaimedPoll => {
  Object.assign(poll, { lease: poll.lease + 1, leasedUntil, hastenedTo: null });
  return { calendarId, lease: poll.lease, state: poll.state };
};
