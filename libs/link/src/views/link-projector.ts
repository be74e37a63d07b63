import { documentsOf, type Projector } from '@bookonce/kernel/projector';
import { linkView } from './link-document.js';
import { linkProjection } from './link-projection.js';
import { linkTimerProjection } from './link-timers.js';

export const linkProjector: Projector = {
  kind: 'projector',
  view: linkView,
  categories: ['link'],
  advancesWith: ['booking'],
  documents: [documentsOf(linkProjection), documentsOf(linkTimerProjection)],
};
