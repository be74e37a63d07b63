import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { offerRulesOf } from '../domain/offer-rules.js';
import { HostSlots, REACH_MS } from '../domain/slots/host-slots.js';
import type { SlotReason } from '../domain/slots/slot-reasons.js';
import { reasonsTogether } from '../domain/slots/team-slots.js';
import { namedBusyBetween } from './busy-blocks.js';
import { hosts } from './availability-documents.js';
import { findHosts, occupiedOn, readCalendar, type KnownHost, type SlotsOf } from './find-slots.js';

export interface ExplainedStart {
  readonly offered: boolean;
  readonly hosts: readonly HostExplanation[];
}

/** No reasons if the host can take the slot. */
export interface HostExplanation {
  readonly hostId: string;
  readonly reasons: readonly SlotReason[];
}

export interface ExplainStartDeps {
  readonly readModels: Pick<ReadModels, 'get' | 'range'>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Tells why a start is not offered by a meeting type, or by a link of it with these overrides: for each host that is known,
 * by the same rules as `findSlots`.
 */
export const explainStart = async (
  deps: ExplainStartDeps,
  type: SlotsOf,
  start: Instant,
  overrides?: SlotOverrides,
): Promise<ExplainedStart> => {
  const at = epochMsOf(start);
  const known = await findHosts(deps, type.hostIds);
  const judges = await judgesOf(deps, type, known, at, at, overrides);
  const { offered, hosts: reasons } = reasonsTogether(judges, type.assignment, at);
  const explained = new Map<string, readonly SlotReason[]>(
    known.map(({ hostId }, index) => [hostId, reasons[index] ?? []]),
  );
  for (const hostId of await deactivatedOf(deps, type)) explained.set(hostId, [{ kind: 'deactivated' }]);
  return {
    offered: offered && isWholeTeam(type, known),
    hosts: type.hostIds.flatMap((hostId) => {
      const why = explained.get(hostId);
      return why === undefined ? [] : [{ hostId, reasons: why }];
    }),
  };
};

const deactivatedOf = async ({ readModels }: ExplainStartDeps, { hostIds }: SlotsOf): Promise<readonly string[]> => {
  const found = await Promise.all(hostIds.map((hostId) => readModels.get(hosts, hostId)));
  return found.flatMap((host) => (host?.active === false ? [host.id] : []));
};

/** Returns the calendars of these hosts, which judge starts from `from` to `to`, epoch ms. */
export const judgesOf = (
  deps: ExplainStartDeps,
  type: SlotsOf,
  known: readonly KnownHost[],
  from: number,
  to: number,
  overrides?: SlotOverrides,
): Promise<readonly HostSlots[]> => {
  const question = { meetingTypeId: type.id, rules: offerRulesOf(type, overrides), now: deps.clock.now() };
  return Promise.all(
    known.map(async (host) => {
      const { hours, days, busy } = await readCalendar(deps, host, from, to);
      const named = namedBusyBetween(busy, from - REACH_MS, to + REACH_MS);
      return new HostSlots({ ...hours, busy: named, occupied: occupiedOn(days) }, question);
    }),
  );
};

/** A collective type needs all of its hosts, also one that is not known yet. */
export const isWholeTeam = ({ assignment, hostIds }: SlotsOf, known: readonly KnownHost[]): boolean =>
  assignment !== 'collective' || known.length === hostIds.length;
