/** A subject whose open streams are counted, and how many it may have. */
export interface Place {
  readonly name: string;
  /** Null if it is not counted. */
  readonly subject: string | null;
  readonly most: number;
}

/** Counts the open streams of this process by subject. */
export class StreamPlaces {
  readonly #open = new Map<string, number>();

  /**
   * Takes one place of each subject, or none. Returns the name and number of the first that has none left, or a function
   * that gives the places back.
   */
  take(places: readonly Place[]): (() => void) | Place {
    const counted = places.flatMap((place) =>
      place.subject === null ? [] : [{ ...place, key: JSON.stringify([place.name, place.subject]) }],
    );
    const full = counted.find(({ key, most }) => (this.#open.get(key) ?? 0) >= most);
    if (full !== undefined) return full;
    for (const { key } of counted) this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    let isGivenBack = false;
    return () => {
      if (isGivenBack) return;
      isGivenBack = true;
      for (const { key } of counted) this.#giveBack(key);
    };
  }

  #giveBack(key: string): void {
    const left = (this.#open.get(key) ?? 0) - 1;
    if (left > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }
}
