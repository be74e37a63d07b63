import { startsOf, type BookingAnswer, type LinkAnswer } from './api-shapes.js';
import { boundedParallel } from './bounded-parallel.js';
import { midnightAfter, type WorkspaceClient } from './workspace-client.js';

/** A link to attack, and the slots that its attempts ask for. No two targets have a slot in common. */
export interface Target {
  readonly link: LinkAnswer;
  readonly starts: readonly string[];
}

/** One host with all slots free, and the links of a meeting type. */
export interface Team {
  readonly type: string;
  readonly slots: readonly string[];
  readonly targets: readonly Target[];
}

export interface TeamOptions {
  readonly links: number;
  readonly startsPerLink: number;
  /** Fields of the meeting types. */
  readonly type?: object;
}

/** Links that are attacked at the same time; each of their requests has its own connection. */
export const LINKS_AT_ONCE = 8;

const HOSTS = 4;
const FROM = midnightAfter(2);
const TO = midnightAfter(12);

/** Distributes the links among several hosts. */
export const prepareTeams = (api: WorkspaceClient, options: TeamOptions): Promise<readonly Team[]> =>
  boundedParallel(Array.from({ length: HOSTS }), HOSTS, (_, index) => prepareTeam(api, index, options));

/** Returns the targets of all teams, with those of one host far apart. */
export const targetsOf = (teams: readonly Team[]): readonly Target[] =>
  Array.from({ length: teams[0]?.targets.length ?? 0 }, (_, place) =>
    teams.flatMap((team) => team.targets[place] ?? []),
  ).flat();

/** Compares the slots that are offered with those that no booking took. Returns the differences in words. */
export const wronglyOffered = async (
  api: WorkspaceClient,
  teams: readonly Team[],
  bookings: readonly BookingAnswer[],
): Promise<readonly string[]> => {
  const faults = await boundedParallel(teams, 1, async ({ type, slots }): Promise<readonly string[]> => {
    const booked = new Set(bookings.filter(({ meetingTypeId }) => meetingTypeId === type).map(({ start }) => start));
    const offered = startsOf(await api.slotsOfType(type, FROM, TO));
    const free = slots.filter((start) => !booked.has(start));
    const isRight = offered.join() === free.join();
    return isRight ? [] : [`${type}: ${free.length} slots are free, ${offered.length} are offered`];
  });
  return faults.flat();
};

const prepareTeam = async (api: WorkspaceClient, index: number, options: TeamOptions): Promise<Team> => {
  const { startsPerLink } = options;
  const links = options.links / HOSTS;
  const host = await api.createHost({ name: `Host ${index}`, email: `host${index}@example.com` });
  const type = await api.createMeetingType([host], { durationMinutes: 5, ...options.type });
  const slots = startsOf(await api.slotsOfType(type, FROM, TO));
  if (slots.length < links * startsPerLink) throw new Error('not enough slots');
  const made = await api.createLinks(type, links);
  const targets = made.map((link, place) => ({
    link,
    starts: slots.slice(place * startsPerLink, (place + 1) * startsPerLink),
  }));
  return { type, slots, targets };
};
