/** Everything that a run does, as text in order: kept only where somebody wants to read it, digested always. */
export class Trace {
  #a = 0x811c9dc5;
  #b = 0x9e3779b9;

  constructor(private readonly write: ((line: string) => void) | null) {}

  /** Two runs are the same exactly when they add the same lines in the same order. */
  add(line: string): void {
    for (let index = 0; index < line.length; index += 1) {
      const code = line.charCodeAt(index);
      this.#a = Math.imul(this.#a ^ code, 0x01000193);
      this.#b = Math.imul(this.#b ^ code, 0x85ebca6b) ^ (this.#b >>> 13);
    }
    this.#a ^= 10;
    this.write?.(line);
  }

  get digest(): string {
    return [this.#a, this.#b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
