import { availabilityView } from '@bookonce/availability/views/availability-documents';
import { bookingView } from '@bookonce/booking/views/booking-document';
import type { View } from '@bookonce/kernel/ports/read-models';
import { linkView } from '@bookonce/link/views/link-document';
import { notificationView } from '@bookonce/notification/views/notification-projector';
import { workspaceView } from '@bookonce/workspace/views/workspace-documents';

/** The views that a gateway of this release reads. */
export const READ_VIEWS: readonly View[] = [linkView, availabilityView, bookingView, workspaceView];

/** All views that the services of this release follow. */
export const CURRENT_VIEWS: readonly View[] = [...READ_VIEWS, notificationView];
