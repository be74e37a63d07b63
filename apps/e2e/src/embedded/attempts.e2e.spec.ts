import { describe, expect, it } from '@jest/globals';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import { outcome, slotAt, START, WholeLife } from './fixtures/whole-life.js';

describe('attempts on one link', () => {
  const product = servedProduct({ testClock: START });
  const { api } = product;
  const life = new WholeLife(product);
  const historyOf = async (link: LinkAnswer): Promise<readonly string[]> =>
    (
      await api.expect<{ readonly events: readonly { readonly type: string }[] }>(200, `/v1/links/${link.id}/history`)
    ).events.map(({ type }) => type);

  it('leave nothing behind if they are refused', async () => {
    const link = await life.link();
    for (let index = 0; index < 20; index += 1) {
      expect(outcome(await api.book(link, '2031-01-01T03:07:00.000Z'))).toEqual([409, 'slot-not-offered']);
    }
    expect(await historyOf(link)).toEqual(['LinkIssued']);
    expect(outcome(await api.book(link, slotAt(0)))).toEqual([201, 'confirmed']);
  });

  it('are allowed by the host, a hundred at a time', async () => {
    const link = await life.link();
    const path = `/v1/links/${link.id}/allow-attempts`;
    const { attempts } = await api.expect<{ readonly attempts: object }>(200, path, { body: {} });
    expect(attempts).toEqual({ stored: 0, allowed: 200 });
    expect(await historyOf(link)).toEqual(['LinkIssued', 'AttemptsAllowed']);
    await api.expect(200, `/v1/links/${link.id}/revoke`, { body: {} });
    await api.expect(409, path, { body: {} });
  });
});
