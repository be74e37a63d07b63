import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'ops-'));

describe('ops export', () => {
  it('refuses a folder without history, and does not create it', async () => {
    const mistyped = join(folder(), 'mistyped');
    expect(await run(['export', '--from', mistyped])).toBe(1);
    expect(existsSync(mistyped)).toBe(false);
  });

  it('does not write over a file', async () => {
    const place = folder();
    writeFileSync(join(place, 'events.db'), '');
    writeFileSync(join(place, 'there.jsonl'), 'precious');
    expect(await run(['export', '--from', place, '--file', join(place, 'there.jsonl')])).toBe(2);
  });
});

describe('ops import', () => {
  it('refuses a file that does not exist, and creates no store', async () => {
    const store = join(folder(), 'new');
    expect(await run(['import', '--to', store, '--file', join(folder(), 'none.jsonl')])).toBe(2);
    expect(existsSync(store)).toBe(false);
  });
});
