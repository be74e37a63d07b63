/** The pages must use up-to-date types of the API. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { apiTypes } from './api-types.mjs';

it('apps/web/src/api/schema.d.ts is what `npm run web:types` writes', async () => {
  const there = readFileSync(join(import.meta.dirname, '../../apps/web/src/api/schema.d.ts'), 'utf8');
  assert.ok(there === (await apiTypes()), 'run `npm run web:types`');
});
