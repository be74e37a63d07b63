import type { OwnersOnlyRefusal } from '@bookonce/contracts/values/plain-hosts';
import { problem, type Answer } from '../http/answer.js';
import type { WorkspaceCaller } from '../http/callers.js';

const DETAILS: { readonly [Why in OwnersOnlyRefusal['why']]: string } = {
  notAHost: 'You are not a host of this meeting type. Ask an owner to add you, or choose a type with you as a host.',
  othersConfirm: 'The type has other hosts, so only an owner may book at once, or change how bookings are confirmed.',
};

/** 403, to a plain host. */
export const ownersOnly = ({ why }: OwnersOnlyRefusal): Answer => problem('owners-only', DETAILS[why]);

/** The field of a command that says which plain host asks; empty for an owner. */
export const askedBy = (onlyFor: WorkspaceCaller['onlyFor']): { readonly plainHostId?: string } =>
  onlyFor === null ? {} : { plainHostId: onlyFor };
