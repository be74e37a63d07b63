import type { CalendarMemo } from '@bookonce/kernel/ports/calendar-servers';

/** The version of a collection that the last read has seen: its sync token, or the ETag of each object if the server has no tokens. */
export type CollectionMemo = SyncMemo | ListMemo;

export interface SyncMemo {
  readonly token: string;
  /** Addresses of objects that could not be read. */
  readonly unreadable: readonly string[];
}

export interface ListMemo {
  /** Null if the server tells none. */
  readonly tag: string | null;
  /** By address, without objects that could not be read. */
  readonly etags: Readonly<Record<string, string>>;
  readonly unreadable: readonly string[];
}

/** The versions of an account's collections, by their addresses. */
export type AccountMemo = Readonly<Record<string, CollectionMemo>>;

/** Reads a stored memo. Another form, such as that of an earlier release, counts as no memo. */
export const accountMemoOf = (memo: CalendarMemo): AccountMemo => {
  const collections = isRecord(memo) ? memo['collections'] : null;
  if (!isRecord(collections)) return {};
  return Object.fromEntries(
    Object.entries(collections).flatMap(([href, one]) => (isCollectionMemo(one) ? [[href, one]] : [])),
  );
};

export const storedAccountMemo = (collections: Readonly<Record<string, CollectionMemo>>): CalendarMemo => ({
  collections: collections as unknown as CalendarMemo,
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCollectionMemo = (value: unknown): value is CollectionMemo => {
  if (!isRecord(value) || !Array.isArray(value['unreadable'])) return false;
  if (typeof value['token'] === 'string') return true;
  const { tag, etags } = value;
  return (tag === null || typeof tag === 'string') && isRecord(etags);
};
