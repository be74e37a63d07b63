import { describe, expect, it } from '@jest/globals';
import { hostsAway } from './hosts-away.js';

const ada = { id: 'ada', name: 'Ada', active: true };
const noor = { id: 'noor', name: 'Noor', active: false };
const lin = { id: 'lin', name: 'Lin', active: false };
const HOSTS = [ada, noor, lin];

describe('the deactivated hosts of a meeting type', () => {
  it.each(['single', 'roundRobin', 'collective'] as const)('are none if all are active: %s', (assignment) => {
    expect(hostsAway({ hostIds: ['ada'], assignment }, HOSTS)).toEqual({ away: [], isStuck: false });
  });

  it.each(['single', 'roundRobin'] as const)('do not matter while another host is active: %s', (assignment) => {
    expect(hostsAway({ hostIds: ['ada', 'noor'], assignment }, HOSTS)).toEqual({ away: [noor], isStuck: false });
  });

  it.each(['single', 'roundRobin', 'collective'] as const)('keep it from being booked if all are: %s', (assignment) => {
    expect(hostsAway({ hostIds: ['noor', 'lin'], assignment }, HOSTS)).toEqual({ away: [noor, lin], isStuck: true });
  });

  it('keep it from being booked if it needs all of them', () => {
    expect(hostsAway({ hostIds: ['ada', 'noor'], assignment: 'collective' }, HOSTS)).toEqual({
      away: [noor],
      isStuck: true,
    });
  });
});
