/** In what a fake calendar server departs from the standards, or fails. Everything is off by default. */
export interface CalendarLies {
  /** Each answer comes this late, in ms of real time. */
  readonly delayMs?: number;
  /** The answer to every request, such as 503 with `retry-after`. */
  readonly everyAnswer?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /** Where every request is sent on to. */
  readonly redirectTo?: string;
  /** The address of the account's calendars, such as one on another server. */
  readonly homeAt?: string;
  /** The answer to every write. */
  readonly writeStatus?: number;
  /** How a UID that is there already is refused: as the standard asks (Radicale), inside of a 207 (Xandikos), or bluntly. */
  readonly uidConflict?: '409' | '207' | '400';
  /** How a search by UID is answered. */
  readonly uidSearch?: 'works' | 'findsNothing' | 'refused';
  /** Without tokens, a client compares ETags. */
  readonly hasSyncTokens?: boolean;
  /** The answer to a token that is not known. */
  readonly forgottenToken?: 400 | 403 | 409 | 410 | 500;
  /** Most changes in one answer to a client that asks by token. */
  readonly changesInAnswer?: number;
  /** Whether the answer to a write has the ETag of the new version. */
  readonly putEtag?: 'told' | 'weak' | 'untold';
  /** Files that are listed but not handed out. */
  readonly unreadable?: readonly string[];
  /** Objects are handed out under another spelling of their address. */
  readonly respellsAddresses?: boolean;
  /** Answers break off: the connection ends, or the text does and the connection says nothing. */
  readonly breaksOff?: 'connection' | 'text';
  /** Feeds have a new DTSTAMP at each request. */
  readonly restampsFeeds?: boolean;
  readonly feedType?: string;
  /** Added to the text of a feed, in bytes. */
  readonly feedPadding?: number;
}
