import { describe, expect, it } from '@jest/globals';
import { type GaugeSample, Metrics } from './metrics.js';

const linesOf = async (metrics: Metrics, name: string): Promise<readonly string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('deliveries that were given up', () => {
  it('are counted by kind of receiver', async () => {
    const metrics = new Metrics();
    for (const kind of ['calendar', 'webhook', 'calendar']) metrics.deliveryGivenUp(kind);
    expect(await linesOf(metrics, 'bookonce_deliveries_given_up_total')).toEqual([
      'bookonce_deliveries_given_up_total{kind="calendar"} 2',
      'bookonce_deliveries_given_up_total{kind="webhook"} 1',
    ]);
  });
});

describe('gauges', () => {
  it('are read at each scrape', async () => {
    const metrics = new Metrics();
    let age = 1;
    metrics.gauge('spec_age_seconds', 'An age', () => age);
    expect(await linesOf(metrics, 'spec_age_seconds')).toEqual(['spec_age_seconds 1']);
    age = 2.5;
    expect(await linesOf(metrics, 'spec_age_seconds')).toEqual(['spec_age_seconds 2.5']);
  });

  it('with labels have a series for each sample, until it is no longer read', async () => {
    const metrics = new Metrics();
    const sample = (name: string, kind: string, value: number): GaugeSample<'name' | 'kind'> => ({
      labels: { name, kind },
      value,
    });
    let samples = [sample('link', 'view', 0), sample('link', 'publisher', 3)];
    metrics.labelledGauge('spec_lag_seconds', 'A lag', ['kind', 'name'], () => Promise.resolve(samples));
    expect(await linesOf(metrics, 'spec_lag_seconds')).toEqual([
      'spec_lag_seconds{name="link",kind="view"} 0',
      'spec_lag_seconds{name="link",kind="publisher"} 3',
    ]);
    samples = [sample('link', 'publisher', 4)];
    expect(await linesOf(metrics, 'spec_lag_seconds')).toEqual(['spec_lag_seconds{name="link",kind="publisher"} 4']);
  });

  it('that must be asked for are absent from a scrape at which that fails', async () => {
    const metrics = new Metrics();
    let answer = Promise.resolve(2);
    metrics.gaugeOf('bookonce_deliveries_waiting', 'Deliveries', () => answer);
    expect(await linesOf(metrics, 'bookonce_deliveries_waiting')).toEqual(['bookonce_deliveries_waiting 2']);
    answer = Promise.reject(new Error('no database'));
    expect(await linesOf(metrics, 'bookonce_deliveries_waiting')).toEqual([]);
    answer = Promise.resolve(0);
    expect(await linesOf(metrics, 'bookonce_deliveries_waiting')).toEqual(['bookonce_deliveries_waiting 0']);
  });
});
