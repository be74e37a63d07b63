import { availabilityView } from '@bookonce/availability/views/availability-documents';
import { bookingView } from '@bookonce/booking/views/booking-document';
import type { View } from '@bookonce/kernel/ports/read-models';
import { linkView } from '@bookonce/link/views/link-document';
import { workspaceView } from '@bookonce/workspace/views/workspace-documents';
import type { ViewName } from './api/operation.js';

/** The views that a gateway of this release reads, each at the version that it was built with. */
export const READ_VIEWS: { readonly [Name in ViewName]: View } = {
  link: linkView,
  availability: availabilityView,
  booking: bookingView,
  workspace: workspaceView,
};

export const ALL_READ_VIEWS: readonly View[] = Object.values(READ_VIEWS);
