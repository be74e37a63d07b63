import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ApiError, dataOf } from '../../api/client.js';
import { updateCachedLinks } from '../api/changes.js';
import type { Link } from '../api/shapes.js';
import type { ImportedRow } from './import-rows.js';
import type { RefusedField } from './row-problem.js';

type LinkRow = Extract<ImportedRow, { readonly kind: 'link' }>;

/** A row that the service refused, and the fields that it refused it for. */
export interface RefusedRow {
  readonly line: number;
  readonly fields: readonly RefusedField[];
}

export interface ImportProgress {
  /** Each batch derives its key from it, so that nobody gets two links if it is sent again after a lost answer. */
  readonly id: string;
  readonly made: readonly Link[];
  readonly refused: readonly RefusedRow[];
  /** Rows without an answer yet. */
  readonly left: readonly LinkRow[];
  readonly of: number;
  readonly isRunning: boolean;
  /** Why the last batch got no answer; null if it did. */
  readonly error: unknown;
}

/** Small enough for a progress bar that moves, and for a stop that takes effect soon. */
const BATCH = 100;

/** Creates the links of many rows, one batch after the other. Links that were made stay if it stops in between. */
export const useImport = (meetingTypeId: string) => {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  const run = async (begun: ImportProgress): Promise<void> => {
    isStopped.current = false;
    let now: ImportProgress = { ...begun, isRunning: true, error: null };
    const tell = (next: ImportProgress): void => {
      now = next;
      setProgress(next);
    };
    tell(now);
    while (now.left.length > 0 && !isStopped.current && now.error === null) tell(await nextBatch(meetingTypeId, now));
    tell({ ...now, isRunning: false });
    updateCachedLinks(queries, now.made);
  };

  return {
    progress,
    start: (rows: readonly LinkRow[]) =>
      run({
        id: crypto.randomUUID(),
        made: [],
        refused: [],
        left: rows,
        of: rows.length,
        isRunning: true,
        error: null,
      }),
    /** Goes on after a stop or an error. */
    goOn: () => (progress === null ? Promise.resolve() : run(progress)),
    stop: () => {
      isStopped.current = true;
    },
    reset: () => setProgress(null),
  };
};

const nextBatch = async (meetingTypeId: string, now: ImportProgress): Promise<ImportProgress> => {
  const batch = now.left.slice(0, BATCH);
  try {
    const header = { 'Idempotency-Key': `${now.id}/${now.made.length}/${now.refused.length}` };
    const body = { meetingTypeId, links: batch.map(({ link }) => link) };
    const { items } = await dataOf(api.POST('/v1/links/batch', { body, params: { header } }));
    return { ...now, made: [...now.made, ...items], left: now.left.slice(batch.length) };
  } catch (error) {
    const refused = refusedIn(error, batch);
    if (refused.length === 0) return { ...now, error };
    const lines = new Set(refused.map(({ line }) => line));
    // A batch is made whole or not at all, so the others are sent again.
    return { ...now, refused: [...now.refused, ...refused], left: now.left.filter(({ line }) => !lines.has(line)) };
  }
};

const FIELDS: Readonly<Record<string, RefusedField>> = {
  'recipient.name': 'name',
  'recipient.email': 'email',
  recipient: 'email',
  recipientOnly: 'email',
  note: 'note',
  metadata: 'data',
  expiresInDays: 'days',
  unusedReminderDays: 'reminders',
  'overrides.durationMinutes': 'length',
  'overrides.location': 'place',
  'overrides.bookingWindow': 'times',
  'overrides.slots': 'times',
};

const fieldOf = (path: string): RefusedField => {
  const [first = '', second = ''] = path.split('.');
  return FIELDS[`${first}.${second}`] ?? FIELDS[first] ?? 'other';
};

/** Returns the rows of a batch that the service refused; none if it failed for another reason. */
export const refusedIn = (error: unknown, batch: readonly LinkRow[]): readonly RefusedRow[] => {
  if (!(error instanceof ApiError)) return [];
  const faults = (error.problem?.errors ?? []).flatMap(({ path }) => {
    const [, index, field = ''] = /^links\.(\d+)(?:\.(.*))?$/.exec(path) ?? [];
    const row = index === undefined ? undefined : batch[Number(index)];
    return row === undefined ? [] : [{ line: row.line, field: fieldOf(field) }];
  });
  return [...Map.groupBy(faults, ({ line }) => line)].map(([line, ofLine]) => ({
    line,
    fields: [...new Set(ofLine.map(({ field }) => field))],
  }));
};
