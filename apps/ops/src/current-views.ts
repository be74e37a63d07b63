import { ALL_READ_VIEWS } from '@bookonce/gateway/read-views';
import { calendarsView } from '@bookonce/calendars/views/calendar-documents';
import type { View } from '@bookonce/kernel/ports/read-models';
import { notificationView } from '@bookonce/notification/views/notification-projector';

/** All views that the services of this release follow. */
export const CURRENT_VIEWS: readonly View[] = [...ALL_READ_VIEWS, notificationView, calendarsView];
