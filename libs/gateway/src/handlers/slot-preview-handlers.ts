import { hosts } from '@bookonce/availability/views/availability-documents';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { previewSlots } from '../api/slot-preview-api.js';
import { windowOf } from '../api/shapes.js';
import { invalid, json, problem } from '../http/answer.js';
import { workspaceEndpoint, type Endpoint } from '../http/endpoint.js';
import { findOwned } from './owned.js';
import { isAlone } from '@bookonce/contracts/values/plain-hosts';
import type { SlotFinder } from './slot-finder.js';

export interface SlotPreviewDeps {
  readonly readModels: ReadModels;
  readonly slots: SlotFinder;
  readonly clock: Clock;
}

/** The id of a host or type that is not stored yet. */
const NOT_YET = 'new';

/** The slots that unsaved settings would offer. Changes nothing; it is a POST because of its body. */
export const slotPreviewEndpoints = ({ readModels, slots, clock }: SlotPreviewDeps): readonly Endpoint[] => [
  workspaceEndpoint(previewSlots, async ({ body, workspaceId, onlyFor }) => {
    const { from, to, hours, meetingTypeId = NOT_YET, hostIds = [hours?.hostId ?? NOT_YET], ...rules } = body;
    // Other settings would tell when another host is free.
    if (onlyFor !== null && !isAlone(hostIds, onlyFor)) return problem('owners-only');
    const window = windowOf({ from, to }, clock.now());
    if (!window.ok) return invalid(window.error);
    const known = await Promise.all(hostIds.map((id) => findOwned(readModels, hosts, id, workspaceId)));
    const strangers = hostIds.flatMap((id, index) => (known[index] === null && id !== NOT_YET ? [index] : []));
    if (strangers.length > 0) {
      const path = hours === undefined ? 'hostIds' : 'hours.hostId';
      return invalid([{ path, message: 'is not of this workspace' }]);
    }
    const { maxPerDay, ...settings } = rules;
    const type = { id: meetingTypeId, hostIds, ...settings, ...(maxPerDay === undefined ? {} : { maxPerDay }) };
    if (hours === undefined) return json(200, await slots.find(type, window.value));
    const { schedule, timeOff = [] } = hours;
    const { busy = [], busySources = [] } = known[0] ?? {};
    const asIf = { schedule, timeOff, busy, busySources };
    return json(200, await slots.findAsIf(type, asIf, window.value));
  }),
];
