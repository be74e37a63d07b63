import { documentsOf, type Projector } from '@bookonce/kernel/projector';
import { linkProjection } from './link-projection.js';
import { linkTimerProjection } from './link-timers.js';

export const linkProjector: Projector = {
  kind: 'projector',
  name: 'link',
  categories: ['link'],
  keepsStepWith: ['booking'],
  documents: [documentsOf(linkProjection), documentsOf(linkTimerProjection)],
};
