import { ConfigError } from '@bookonce/platform/variables';
import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { ExportFile } from './export-file.js';

/** A stream that holds a few bytes, as a full disk does. */
const disk = (bytes: number) => {
  let written = '';
  const out = new Writable({
    highWaterMark: 4,
    write: (chunk, _encoding, done) => {
      const isFull = written.length + String(chunk).length > bytes;
      if (!isFull) written += String(chunk);
      setImmediate(() => done(isFull ? new Error('ENOSPC: no space left on device, write') : null));
    },
  });
  return { out, written: () => written };
};

describe('the file of an export', () => {
  it('holds all lines once it is finished', async () => {
    const { out, written } = disk(100);
    const file = new ExportFile(out);
    for (const line of ['a\n', 'second\n', 'h\n']) await file.write(line);
    await file.finish();
    expect(written()).toBe('a\nsecond\nh\n');
  });

  it.each([
    ['while lines are written', 4],
    ['only at the end', 1],
  ])('is reported as incomplete if the disk is full %s', async (_when, lines) => {
    const file = new ExportFile(disk(1).out);
    const exported = async (): Promise<void> => {
      for (let line = 0; line < lines; line += 1) await file.write('abc');
      await file.finish();
    };
    const error: unknown = await exported().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain('The export is incomplete: it could not be written (ENOSPC: no space left');
  });
});
