import { DamagedEventError, UnknownEventError } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';
import { unreadableReporter } from './unreadable-reporter.js';

describe('events that cannot be read', () => {
  it('are logged and counted once each', async () => {
    const lines: string[] = [];
    const metrics = new Metrics();
    const report = unreadableReporter({ error: (line: string) => void lines.push(line) }, metrics);
    const damage = new DamagedEventError('link-a', 1, '7', 'its checksum does not match');
    for (const unreadable of [damage, damage, new UnknownEventError('unknown'), damage]) report(unreadable);
    expect(lines).toEqual([expect.stringContaining('link-a: the event at revision 1'), 'unknown']);
    const text = await metrics.text();
    expect(text).toContain('bookonce_unreadable_events_total{reason="damaged"} 1');
    expect(text).toContain('bookonce_unreadable_events_total{reason="unknown"} 1');
  });
});
