import { withoutUndefined, type Instant } from '@bookonce/kernel/json';
import type { Position } from '@bookonce/kernel/ports/event-store';
import type { StreamFold } from '@bookonce/kernel/stream-reader';
import type { LinkEnd } from '../commands/link.js';
import { recorded, type Recorded } from '../event-catalogue.js';
import type { LinkEvent } from '../events/link.js';
import type { LinkOverrides } from '../values/link-overrides.js';
import type { Recipient } from '../values/people.js';
import { evolveAttempts, type LinkAttempts, noAttempts } from './link-attempts.js';

/** A link by its own stream, for other services. Only the link service decides which booking consumes it. */
export interface CurrentLink {
  readonly linkId: string;
  readonly workspaceId: string;
  readonly meetingTypeId: string;
  /** The actor that made it; of a link in place of another one, the actor that made the first one. Missing if unknown. */
  readonly createdBy?: string;
  /** The one host of the type that it was made for. */
  readonly hostId?: string;
  readonly expiresAt: Instant;
  readonly recipient?: Recipient;
  readonly overrides?: LinkOverrides;
  /** Nobody but the recipient can book. */
  readonly recipientOnly: boolean;
  readonly attempts: LinkAttempts;
  /** Null while it is active. */
  readonly end: LinkEnd | null;
  /** Position of the event that ended it: a reader that has reached it sees the end (I9). */
  readonly endPosition: Position | null;
}

const active = { attempts: noAttempts, end: null, endPosition: null } as const;

/** Null until the link is issued. */
export const linkStream: StreamFold<CurrentLink | null> = {
  category: 'link',
  initial: null,
  evolve: (current, stored) => {
    const event = recorded(stored);
    if (event.type === 'LinkIssued') {
      const { linkId, meetingTypeId, createdBy, hostId, expiresAt, recipient, overrides, recipientOnly } = event.data;
      const { workspaceId } = event.meta;
      const given = withoutUndefined({ createdBy, hostId, recipient, overrides });
      return { linkId, workspaceId, meetingTypeId, expiresAt, recipientOnly, ...given, ...active };
    }
    if (current === null) return null;
    const { position: endPosition } = stored;
    const attempts = evolveAttempts(current.attempts, event as Recorded<LinkEvent>);
    switch (event.type) {
      case 'LinkConsumed':
        return { ...current, attempts, end: 'consumed', endPosition };
      case 'LinkExpired':
        return { ...current, end: 'expired', endPosition };
      case 'LinkRevoked':
        return { ...current, end: event.data.replacement === undefined ? 'revoked' : 'replaced', endPosition };
      default:
        return { ...current, attempts };
    }
  },
};
