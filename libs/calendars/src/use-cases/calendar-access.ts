import { accessOwnerOf, type CalendarAccessFields, calendarAccessSchema } from '@bookonce/contracts/commands/calendars';
import type { CalendarAccess } from '@bookonce/kernel/ports/calendar-servers';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { TokenVault } from '@bookonce/secrets/token-vault';

export type AccessVault = Pick<TokenVault, 'seal' | 'openOrNull'>;

/** Opens the sealed addresses and passwords of calendars, and nobody else does. */
export class CalendarAccesses {
  constructor(
    private readonly secrets: CalendarSecrets,
    private readonly vault: AccessVault,
  ) {}

  /** Null if nothing is stored, or it was sealed with a secret key that was lost since. */
  async of(calendarId: string, kind: 'ics' | 'caldav'): Promise<CalendarAccess | null> {
    const sealed = await this.secrets.get(calendarId);
    return sealed === null ? null : accessIn(kind, this.#open(calendarId, sealed));
  }

  /** Opens an access as a command carries it; null if it is incomplete. */
  opened(calendarId: string, kind: 'ics' | 'caldav', sealed: string): CalendarAccess | null {
    return accessIn(kind, this.#open(calendarId, sealed));
  }

  /** Returns the stored access with the parts that a command replaces; null if it is incomplete. */
  async replaced(calendarId: string, kind: 'ics' | 'caldav', sealed: string): Promise<CalendarAccess | null> {
    const stored = await this.secrets.get(calendarId);
    const before = stored === null ? {} : this.#open(calendarId, stored);
    return accessIn(kind, { ...before, ...this.#open(calendarId, sealed) });
  }

  /** The first part of a sealed access that calendars of this kind do not have; null if there is none. */
  misplaced(calendarId: string, kind: 'ics' | 'caldav', sealed: string): 'username' | 'password' | null {
    if (kind === 'caldav') return null;
    const { username, password } = this.#open(calendarId, sealed);
    if (username !== undefined) return 'username';
    return password === undefined ? null : 'password';
  }

  /**
   * Returns whether a sealed access leads to another server and brings no password. The stored one must not go there:
   * anybody with an API key could change the address, and receive it.
   */
  async lacksPassword(calendarId: string, kind: 'ics' | 'caldav', sealed: string): Promise<boolean> {
    const { url, password } = this.#open(calendarId, sealed);
    if (kind === 'ics' || url === undefined || password !== undefined) return false;
    const stored = await this.of(calendarId, kind);
    return stored !== null && hostIn(stored.url) !== hostIn(url);
  }

  put(calendarId: string, access: CalendarAccess): Promise<void> {
    const { type: _type, ...fields } = access;
    return this.secrets.put(calendarId, this.vault.seal(accessOwnerOf(calendarId), JSON.stringify(fields)));
  }

  forget(calendarId: string): Promise<void> {
    return this.secrets.forget(calendarId);
  }

  #open(calendarId: string, sealed: string): CalendarAccessFields {
    const text = this.vault.openOrNull(accessOwnerOf(calendarId), sealed);
    return text === null ? {} : calendarAccessSchema.parse(JSON.parse(text));
  }
}

/** Null if the text is no web address. */
const hostIn = (url: string): string | null => URL.parse(url.replace(/^webcals?:/i, 'https:'))?.hostname ?? null;

const accessIn = (kind: 'ics' | 'caldav', { url, username, password }: CalendarAccessFields): CalendarAccess | null => {
  if (url === undefined) return null;
  if (kind === 'ics') return { type: kind, url };
  return username === undefined || password === undefined ? null : { type: kind, url, username, password };
};
