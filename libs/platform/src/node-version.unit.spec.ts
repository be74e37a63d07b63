import { describe, expect, it } from '@jest/globals';
import { tooOldNode } from './node-version.js';

describe('the version of Node', () => {
  it.each(['24.0.0', '24.21.0', '26.1.0', '100.0.0'])('%s will do', (version) => {
    expect(tooOldNode(version)).toBeNull();
  });

  it.each(['18.20.8', '20.20.2', '22.23.0', '8.17.0'])('%s is too old, which one line explains', (version) => {
    const line = tooOldNode(version) ?? '';
    expect(line).toContain('needs Node 24');
    expect(line).toContain(`Node ${version}`);
    expect(line).not.toContain('\n');
  });
});
