/** A mail that fails this often while the server answers no other one is set aside. */
const TRIES = 3;

/**
 * Tells a mail that the server never answers from a server that is away, so that such a mail does not block all others.
 * A mail is set aside after three failures, and the next one is tried. If the server answers that one, the mails set aside
 * are suspects: the next failure of a suspect is about the mail.
 */
export class UnansweredMails {
  /** Failures since the server last answered, by effect id. */
  readonly #failures = new Map<string, number>();
  readonly #setAside = new Set<string>();
  readonly #suspects = new Set<string>();

  /** Effect ids of mails to skip while there are others. */
  get setAside(): readonly string[] {
    return [...this.#setAside];
  }

  /** Call it if only mails that were set aside are left. One more failure sets a mail aside again. */
  startOver(): void {
    this.#setAside.clear();
  }

  /** The server accepted, refused or deferred this mail. */
  onAnswer(effectId: string): void {
    for (const [failed, times] of this.#failures) if (times >= TRIES) this.#suspects.add(failed);
    this.#suspects.delete(effectId);
    this.#failures.clear();
    this.#setAside.clear();
  }

  /** The server answered nothing, or that it is closing. Returns whether that is about this mail rather than the server. */
  onFailure(effectId: string): 'mail' | 'server' {
    if (this.#suspects.delete(effectId)) return 'mail';
    const times = (this.#failures.get(effectId) ?? 0) + 1;
    this.#failures.set(effectId, times);
    if (times >= TRIES) this.#setAside.add(effectId);
    return 'server';
  }
}
