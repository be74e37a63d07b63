import { Watermark } from '@bookonce/kernel/watermark';

/** How far one partition is handled, for as long as this instance has it. Offsets are decimal numbers as text. */
export class PartitionProgress {
  readonly #watermark = new Watermark();
  #committed: string | null = null;
  #isRevoked = false;

  constructor(
    readonly topic: string,
    readonly partition: number,
  ) {}

  /** Begins the message at this offset; the returned function says that it is handled. */
  begin(offset: string): () => void {
    return this.#watermark.begin(offset);
  }

  get inHand(): number {
    return this.#watermark.inHand;
  }

  /** Resolves when `count` or fewer are between the first that is not handled and the last. */
  below(count: number): Promise<void> {
    return this.#watermark.below(count);
  }

  /** Somebody else may have it now. */
  revoke(): void {
    this.#isRevoked = true;
    this.#watermark.abandon();
  }

  get isRevoked(): boolean {
    return this.#isRevoked;
  }

  /** The offset to commit: of the first message that is not handled. Null where that is committed already. */
  get uncommitted(): string | null {
    const handled = this.#watermark.position;
    if (handled === null || handled === this.#committed) return null;
    return (BigInt(handled) + 1n).toString();
  }

  /** Takes it that `offset`, which `uncommitted` told, is committed. */
  committed(offset: string): void {
    this.#committed = (BigInt(offset) - 1n).toString();
  }
}
