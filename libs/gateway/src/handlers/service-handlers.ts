import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { getLiveness, getMetrics, getOpenApi, getReadiness, moveTestClock } from '../api/service-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { json, problem, text, unavailable } from '../http/answer.js';
import { operatorEndpoint, publicEndpoint, workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import type { TestClock } from '../test-clock.js';

export interface ServiceDeps {
  readonly options: Pick<GatewayOptions, 'health' | 'metricsText'>;
  /** The OpenAPI document as JSON text. */
  readonly openApi: () => string;
}

/** Registered only if the process has a test clock. */
export const testClockEndpoint = (testClock: TestClock): Endpoint =>
  workspaceEndpoint(moveTestClock, async ({ body }) => {
    const to = epochMsOf(body.now);
    const standsAt = testClock.now();
    if (to < standsAt)
      return problem(
        'clock-backwards',
        `The test clock is at ${instantOf(standsAt)}. Send that instant or a later one.`,
      );
    await testClock.advanceTo(to);
    return json(200, { now: instantOf(testClock.now()) });
  });

export const serviceEndpoints = ({ options, openApi }: ServiceDeps): readonly Endpoint[] => [
  publicEndpoint(getLiveness, () => Promise.resolve(json(200, { status: 'ok' }))),

  publicEndpoint(getReadiness, async () => {
    const parts = (await options.health?.check()) ?? {};
    const away = Object.keys(parts).filter((part) => parts[part] === false);
    if (away.length === 0) return json(200, { status: 'ok', parts: Object.keys(parts) });
    const answer = { headers: { 'retry-after': '1' }, members: { away } };
    return problem('unavailable', `Unavailable: ${away.join(', ')}. Try again in a moment.`, answer);
  }),

  operatorEndpoint(getMetrics, async () =>
    options.metricsText === undefined
      ? unavailable('Nothing is measured here.')
      : text(200, 'text/plain; version=0.0.4; charset=utf-8', await options.metricsText()),
  ),

  publicEndpoint(getOpenApi, () =>
    Promise.resolve(text(200, 'application/json; charset=utf-8', openApi(), { 'cache-control': 'no-cache' })),
  ),
];
