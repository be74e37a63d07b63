import { useSyncExternalStore } from 'react';

type Go = () => void;

/** Decides whether the page may be left. */
export interface Guard {
  /** True while edits would be lost. */
  readonly isHeld: () => boolean;
  /** Goes at once, or after a question if edits would be lost. */
  readonly leave: (go: Go) => void;
}

/** The parts of a window that have to do with addresses. */
export interface AddressWindow {
  readonly history: Pick<History, 'pushState' | 'replaceState' | 'go' | 'state'>;
  readonly location: Pick<Location, 'pathname' | 'search' | 'href'>;
  readonly addEventListener: (type: 'popstate', listener: (event: { readonly state: unknown }) => void) => void;
}

interface Shown {
  readonly path: string;
  readonly search: string;
  /** Counts the entries of the browser's history, so that a step knows its direction and length. */
  readonly entry: number;
}

interface NavigateOptions {
  readonly replace?: boolean;
  readonly state?: object | null;
}

/**
 * The address of the page that is shown. Links, Back and Forward change it; all of them ask the guard before another page
 * is shown. The browser reports Back and Forward only after its own address has changed, so a refused step is undone,
 * and the page goes by this address instead of the browser's.
 */
export class PageAddress {
  readonly #window: AddressWindow;
  readonly #listeners = new Set<() => void>();
  #guard: Guard = { isHeld: () => false, leave: (go) => go() };
  #shown: Shown;

  constructor(window: AddressWindow) {
    this.#window = window;
    this.#shown = this.#read(entryIn(window.history.state) ?? 0);
    window.addEventListener('popstate', ({ state }) => this.#stepTo(entryIn(state)));
  }

  get path(): string {
    return this.#shown.path;
  }

  get search(): string {
    return this.#shown.search;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  guardWith(guard: Guard): void {
    this.#guard = guard;
  }

  readonly navigate = (to: string, { replace = false, state = null }: NavigateOptions = {}): void => {
    const { history, location } = this.#window;
    const go = (): void => {
      const entry = replace ? this.#shown.entry : this.#shown.entry + 1;
      history[replace ? 'replaceState' : 'pushState']({ ...state, entry }, '', to);
      this.#show(entry);
    };
    // The same page with another filter loses nothing.
    if (new URL(to, location.href).pathname === this.#shown.path) go();
    else this.#guard.leave(go);
  };

  /** @param entry null if it was made without this class: by a link within the page, or by an earlier release */
  #stepTo(entry: number | null): void {
    const { history, location } = this.#window;
    if (location.pathname === this.#shown.path) return this.#show(entry ?? this.#shown.entry + 1);
    const steps = entry === null ? -1 : entry - this.#shown.entry;
    if (steps === 0 || !this.#guard.isHeld()) return this.#show(entry ?? this.#shown.entry + steps);
    history.go(-steps);
    this.#guard.leave(() => history.go(steps));
  }

  #read(entry: number): Shown {
    const { history, location } = this.#window;
    const state: unknown = history.state;
    if (entryIn(state) !== entry) history.replaceState({ ...(state ?? {}), entry }, '');
    return { path: location.pathname, search: location.search, entry };
  }

  #show(entry: number): void {
    this.#shown = this.#read(entry);
    for (const listener of this.#listeners) listener();
  }
}

const entryIn = (state: unknown): number | null =>
  typeof state === 'object' && state !== null && 'entry' in state && typeof state.entry === 'number'
    ? state.entry
    : null;

/** Returns the hook by which the router follows the address. */
export const locationHook = (address: PageAddress) =>
  Object.assign(
    (): [string, PageAddress['navigate']] => [
      useSyncExternalStore(address.subscribe, () => address.path),
      address.navigate,
    ],
    { searchHook: (): string => useSyncExternalStore(address.subscribe, () => address.search) },
  );
