import { FollowerLags, type FollowerLagsOptions } from '@bookonce/kernel/follower-lags';
import type { Metrics } from '@bookonce/platform/metrics';

/** Adds the metric that shows how far the followers of this process are behind history. */
export const measureFollowerLags = (metrics: Metrics, options: FollowerLagsOptions): void => {
  const lags = new FollowerLags(options);
  metrics.labelledGauge(
    'bookonce_follower_lag_seconds',
    'How long events have waited for a view, a publisher or a subscriber of this process; 0 if it is up to date',
    ['kind', 'follower'],
    async () =>
      (await lags.read()).map(({ kind, name, seconds }) => ({ labels: { kind, follower: name }, value: seconds })),
  );
};
