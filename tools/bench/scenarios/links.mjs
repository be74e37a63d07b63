import { onlyStatus } from '../load/load.mjs';
import { startProduct } from '../targets/product.mjs';
import { addHost, OFFICE_WEEK } from '../targets/workload.mjs';

/** Measures links created per second, one POST each. */
export const measureLinks = async ({ load, quick, profileDir }) => {
  const product = await startProduct({ profileDir });
  try {
    const { typeId } = await addHost(product, 0, OFFICE_WEEK, 30);
    const requests = [{ path: '/v1/links', body: { meetingTypeId: typeId, recipient: { email: 'bea@example.com' } } }];
    const order = { port: product.server.port, method: 'POST', headers: product.keyHeaders, requests, cycle: true };
    const rows = [];
    for (const connections of [1, 16, 64]) {
      await load.run({ ...order, connections, durationMs: 500 });
      const result = await load.run({ ...order, connections, durationMs: quick ? 800 : 2_500 });
      rows.push({ connections, ...onlyStatus(result, 201) });
    }
    return { rows };
  } finally {
    await product.server.stop();
  }
};
