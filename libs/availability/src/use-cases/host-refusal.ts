import type { HostRefusal } from '@bookonce/contracts/commands/availability';
import type { ConflictRefusal } from '@bookonce/contracts/replies';
import type { CalendarRefusal } from '../domain/calendar.js';

/** The refusal of a command about a host's details. Throws for one that such a command never meets. */
export const asHostRefusal = (refusal: CalendarRefusal | ConflictRefusal): HostRefusal | ConflictRefusal => {
  if (refusal.kind === 'hostUnknown' || refusal.kind === 'conflict') return refusal;
  throw new Error(`a host's details are not refused as ${refusal.kind}`);
};
