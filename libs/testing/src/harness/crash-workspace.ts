import { startsOf, type LinkAnswer } from './api-shapes.js';
import { bookedStarts, type StoredRow } from './stored-history.js';
import { midnightAfter, type WorkspaceClient } from './workspace-client.js';

export const MODES = ['instant', 'approval', 'doubleOptIn'] as const;
export type Mode = (typeof MODES)[number];

/** The links that each mode uses up in a round, on each host. */
export const LINKS_PER_ROUND: Readonly<Record<Mode, number>> = { instant: 10, approval: 5, doubleOptIn: 5 };

/** A host with a meeting type and links for each mode, and slots that are all free. */
export interface CrashHost {
  readonly hostId: string;
  readonly types: Readonly<Record<Mode, string>>;
  readonly slots: readonly string[];
  readonly links: Readonly<Record<Mode, readonly LinkAnswer[]>>;
}

const HOSTS = 2;
const FROM = midnightAfter(2);
const TO = midnightAfter(22);
/** Longer than the rounds take, and over before the first slot begins. */
const LIMITS = { approvalHours: 2, optInMinutes: 60 };

export const prepareHosts = async (api: WorkspaceClient, rounds: number): Promise<readonly CrashHost[]> => {
  const hosts: CrashHost[] = [];
  for (let host = 0; host < HOSTS; host += 1) {
    const hostId = await api.createHost({ name: `Host ${host}`, email: `host${host}@example.com` });
    const typeOf = (confirmation: Mode): Promise<string> =>
      api.createMeetingType([hostId], { durationMinutes: 5, confirmation, ...LIMITS });
    const types = {
      instant: await typeOf('instant'),
      approval: await typeOf('approval'),
      doubleOptIn: await typeOf('doubleOptIn'),
    };
    const linksOf = (mode: Mode) => api.createLinks(types[mode], rounds * LINKS_PER_ROUND[mode]);
    hosts.push({
      hostId,
      types,
      slots: startsOf(await api.slotsOfType(types.instant, FROM, TO)),
      links: {
        instant: await linksOf('instant'),
        approval: await linksOf('approval'),
        doubleOptIn: await linksOf('doubleOptIn'),
      },
    });
  }
  return hosts;
};

/** Throws unless exactly those slots are offered that no booking has. */
export const checkOffered = async (
  api: WorkspaceClient,
  { hostId, types, slots }: CrashHost,
  events: readonly StoredRow[],
): Promise<void> => {
  const taken = bookedStarts(events, hostId);
  const expected = slots.filter((start) => !taken.has(start));
  const offered = startsOf(await api.slotsOfType(types.instant, FROM, TO));
  if (offered.join() !== expected.join()) {
    throw new Error(`${expected.length} slots are free, but ${offered.length} are offered`);
  }
};
