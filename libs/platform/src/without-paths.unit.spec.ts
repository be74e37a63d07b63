import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathRemover } from './without-paths.js';

const withoutPaths = pathRemover();
const HERE = fileURLToPath(import.meta.url);

describe('a text without paths', () => {
  it.each([
    [`ENOENT: no such file, open '${join(tmpdir(), 'data', 'secret.key')}'`, "ENOENT: no such file, open 'secret.key'"],
    [`at Type.method (${HERE}:12:3)`, 'at Type.method (without-paths.unit.spec.ts:12:3)'],
    [`at file://${HERE}:12:3`, 'at without-paths.unit.spec.ts:12:3'],
    [JSON.stringify(`in\n${HERE}`), '"in\\nwithout-paths.unit.spec.ts"'],
    [`in:${HERE}, and ${HERE}`, 'in:without-paths.unit.spec.ts, and without-paths.unit.spec.ts'],
    [String.raw`C:\\Users\\ada\\data\\events.db is locked`, 'events.db is locked'],
  ])('names files only: %s', (text, expected) => {
    expect(withoutPaths(text)).toBe(expected);
  });

  it.each([
    'POST /v1/links/lnk_1/revoke failed',
    'GET /health/ready, /1t/x and /console/sign-in',
    'Redis at redis://localhost:6379/0',
    'https://example.com/home/x.js',
    'esdb://home:2113?tls=false',
    '{"url":"http://127.0.0.1:3000/console","type":"/problems/link-unknown"}',
    'and/or, 5/10, application/json',
  ])('leaves everything else as it is: %s', (text) => {
    expect(withoutPaths(text)).toBe(text);
  });
});
