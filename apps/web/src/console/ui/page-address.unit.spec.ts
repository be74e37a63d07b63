import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AddressWindow, PageAddress } from './page-address.js';

interface Entry {
  readonly path: string;
  readonly state: unknown;
}

/** A browser tab whose Back and Forward take effect at once. */
class Tab implements AddressWindow {
  #entries: Entry[] = [{ path: '/console/', state: null }];
  #at = 0;
  #onPop: (event: { readonly state: unknown }) => void = () => undefined;

  get #current(): Entry {
    return this.#entries[this.#at] ?? { path: '', state: null };
  }

  get path(): string {
    return this.#current.path;
  }

  readonly history = {
    pushState: (state: unknown, _title: string, path?: string | URL | null) => {
      this.#entries = [...this.#entries.slice(0, this.#at + 1), { state, path: String(path) }];
      this.#at += 1;
    },
    replaceState: (state: unknown, _title: string, path?: string | URL | null) => {
      this.#entries[this.#at] = { state, path: path == null ? this.#current.path : String(path) };
    },
    go: (steps = 0) => {
      this.#at = Math.min(this.#entries.length - 1, Math.max(0, this.#at + steps));
      this.#onPop({ state: this.#current.state });
    },
    state: null as unknown,
  };

  readonly location: AddressWindow['location'];

  constructor() {
    const current = (): URL => new URL(this.#current.path, 'https://book.example');
    this.location = Object.defineProperties(
      { pathname: '', search: '', href: '' },
      {
        pathname: { get: () => current().pathname },
        search: { get: () => current().search },
        href: { get: () => current().href },
      },
    );
    Object.defineProperty(this.history, 'state', { get: () => this.#current.state });
  }

  addEventListener(_type: 'popstate', listener: (event: { readonly state: unknown }) => void): void {
    this.#onPop = listener;
  }
}

describe("a page's address", () => {
  let tab: Tab;
  let address: PageAddress;
  let isHeld: boolean;
  let asked: (() => void)[];

  const discard = (): void => {
    isHeld = false;
    asked.at(-1)?.();
  };

  beforeEach(() => {
    tab = new Tab();
    address = new PageAddress(tab);
    isHeld = false;
    asked = [];
    address.guardWith({ isHeld: () => isHeld, leave: (go) => (isHeld ? asked.push(go) : go()) });
    address.navigate('/console/hosts');
    address.navigate('/console/hosts/new');
  });

  it('follows links, Back and Forward while nothing would be lost', () => {
    expect(address.path).toBe('/console/hosts/new');
    tab.history.go(-2);
    expect(address.path).toBe('/console/');
    tab.history.go(1);
    expect([address.path, tab.path]).toEqual(['/console/hosts', '/console/hosts']);
    address.navigate('/console/links?status=active');
    expect([address.path, address.search]).toEqual(['/console/links', '?status=active']);
  });

  it('asks before a link loses edits', () => {
    isHeld = true;
    address.navigate('/console/links');
    expect([address.path, tab.path]).toEqual(['/console/hosts/new', '/console/hosts/new']);
    discard();
    expect([address.path, tab.path]).toEqual(['/console/links', '/console/links']);
  });

  it.each([-1, -2])('undoes %i steps until the answer, each time', (steps) => {
    isHeld = true;
    tab.history.go(steps);
    tab.history.go(steps);
    expect(asked).toHaveLength(2);
    expect([address.path, tab.path]).toEqual(['/console/hosts/new', '/console/hosts/new']);
    discard();
    expect(address.path).toBe(steps === -1 ? '/console/hosts' : '/console/');
    expect(tab.path).toBe(address.path);
  });

  it('undoes a step forward until the answer', () => {
    tab.history.go(-1);
    isHeld = true;
    tab.history.go(1);
    expect([address.path, tab.path]).toEqual(['/console/hosts', '/console/hosts']);
    discard();
    expect([address.path, tab.path]).toEqual(['/console/hosts/new', '/console/hosts/new']);
  });

  it('does not ask for another filter of the page', () => {
    isHeld = true;
    address.navigate('/console/hosts/new?of=1');
    tab.history.go(-1);
    expect(asked).toEqual([]);
    expect(address.search).toBe('');
  });

  it('goes on counting after a link within the page', () => {
    tab.history.pushState(null, '', '/console/hosts/new#main');
    tab.history.go(0);
    isHeld = true;
    tab.history.go(-2);
    expect(tab.path).toBe('/console/hosts/new#main');
    expect(asked).toHaveLength(1);
  });

  it('counts on after the page was loaded again', () => {
    const again = new PageAddress(tab);
    again.guardWith({ isHeld: () => true, leave: (go) => asked.push(go) });
    tab.history.go(-1);
    expect(tab.path).toBe('/console/hosts/new');
  });
});
