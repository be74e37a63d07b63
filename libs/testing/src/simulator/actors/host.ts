import {
  changeBusy,
  changeHost,
  changeMeetingType,
  createHost,
  createMeetingType,
  setBusy,
} from '@bookonce/contracts/commands/availability';
import { issueLink, regenerateLink, remindOfLink, revokeLink, sendLink } from '@bookonce/contracts/commands/link';
import { WEEKDAYS, type Schedule } from '@bookonce/contracts/values/schedule';
import { links } from '@bookonce/link/views/link-document';
import type { PlannedLink } from '../world/draw-link.js';
import { hostKey, type PlannedStep, type Scenario } from '../world/scenario.js';
import type { World } from '../world/world.js';
import { Person } from './person.js';

const open: Schedule = { timeZone: 'UTC', weekly: [{ days: [...WEEKDAYS], from: '00:00', to: '24:00' }] };

/** Sets up hosts, meeting types and links. */
export const prepare = async (world: World, { hostIds, types, links: planned }: Scenario): Promise<void> => {
  const host = new Person('host', world);
  await Promise.all(
    hostIds.map((hostId, index) => {
      const details = { name: hostId, email: `${hostId}@example.com`, schedule: open };
      return host.send(createHost, details, hostKey(index), hostId);
    }),
  );
  await Promise.all(
    types.map(({ key, meetingTypeId, settings }) => host.send(createMeetingType, settings, key, meetingTypeId)),
  );
  await Promise.all(planned.map((link) => issue(host, link)));
};

const issue = (host: Person, { key, linkId, type, terms }: PlannedLink): Promise<unknown> =>
  host.send(issueLink, { meetingTypeId: type.meetingTypeId, ...terms }, key, linkId);

/** Does one thing that a host or a visitor does meanwhile. `index` makes its commands distinct. */
export const intervene = async (world: World, step: PlannedStep, index: number): Promise<void> => {
  const person = new Person(`${step.kind} ${index}`, world);
  const key = `${step.kind}/${index}`;
  await person.pause('begins', step.afterMs);
  switch (step.kind) {
    case 'visit':
      return visit(person, step.link.linkId);
    case 'revoke':
      await person.send(revokeLink, { linkId: step.link.linkId }, key, step.link.linkId);
      return;
    case 'regenerate':
      return regenerate(person, step.link, key);
    case 'remind':
      return mail(person, step.link, index % 2 === 0 ? sendLink : remindOfLink, key);
    case 'setBusy': {
      const { hostId, start, end } = step;
      await person.send(setBusy, { hostId, intervals: [{ start, end }] }, key, hostId);
      return;
    }
    case 'readCalendars':
      return readCalendars(person, step, key);
    case 'closeDay':
    case 'openDay': {
      const { kind, hostId, date } = step;
      const schedule = kind === 'closeDay' ? { ...open, overrides: [{ date, ranges: [] }] } : open;
      await person.send(changeHost, { hostId, schedule }, key, hostId);
      return;
    }
    case 'changeType': {
      const { meetingTypeId } = step.type;
      await person.send(changeMeetingType, { meetingTypeId, ...step.changes }, key, meetingTypeId);
      return;
    }
  }
};

/** One reading after the other, as the service that reads them does. */
const readCalendars = async (
  person: Person,
  { hostId, readings }: Extract<PlannedStep, { kind: 'readCalendars' }>,
  key: string,
): Promise<void> => {
  for (const [index, { source, intervals }] of readings.entries()) {
    const payload = { hostId, source, intervals: intervals === null ? null : [...intervals] };
    const reply = await person.send(changeBusy, payload, `${key}/${index}`, hostId);
    if (reply === null) return;
    if (reply.ok) person.world.observe({ what: 'busyChanged', hostId, sourceId: source.id, intervals });
  }
};

const regenerate = async (host: Person, { linkId }: PlannedLink, key: string): Promise<void> => {
  const reply = await host.send(regenerateLink, { linkId }, key, linkId);
  if (reply?.ok === true) host.world.observe({ what: 'linkIssued', linkId: reply.value.linkId });
};

/** Mails a link, which issues a fresh one if this one has expired. */
const mail = async (
  host: Person,
  { linkId }: PlannedLink,
  command: typeof sendLink | typeof remindOfLink,
  key: string,
): Promise<void> => {
  const reply = await host.send(command, { linkId }, key, linkId);
  if (reply?.ok === true && reply.value.linkId !== linkId) {
    host.world.observe({ what: 'linkIssued', linkId: reply.value.linkId });
  }
};

const visit = async (visitor: Person, linkId: string): Promise<void> => {
  const { world } = visitor;
  for (let visits = 0; visits < 3; visits += 1) {
    await visitor.pause('comes by', world.deps.random.between(100, 60_000));
    const link = await visitor.read(links, linkId);
    if (link === null) continue;
    world.observe({ what: 'link', linkId, status: world.deps.parts.shownStatus(link, world.deps.steps.now) });
  }
};
