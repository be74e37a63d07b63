import type { Position, StoredEvent } from '@bookonce/kernel/ports/event-store';
import { unreachable } from '@bookonce/kernel/result';
import type { ServerEvent } from './client.js';
import type { FeedItem } from './feed.js';
import { positionText } from './position.js';

/** What is handled in one batch, and how far it goes. */
export class Taken {
  readonly events: StoredEvent[] = [];
  items = 0;
  /** Of the last item that has one. */
  position: Position | null = null;
  caughtUp = false;
  checkpoint = false;
  /** Nothing more is at hand. */
  isAll = false;

  add(item: FeedItem, stored: (event: ServerEvent) => StoredEvent | null): void {
    this.items += 1;
    switch (item.kind) {
      case 'event': {
        const event = stored(item.event);
        if (event !== null) this.events.push(event);
        this.position = positionText(item.event.position);
        return;
      }
      case 'checkpoint':
        // Between two events: from there the server skips the next one, which this filter does not let pass.
        if (item.position.commit !== item.position.prepare) return;
        this.checkpoint = true;
        this.position = positionText(item.position);
        return;
      case 'caughtUp':
        this.caughtUp = true;
        return;
      default:
        unreachable(item);
    }
  }
}
