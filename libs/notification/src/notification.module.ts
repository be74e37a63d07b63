import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Mailer } from '@bookonce/kernel/ports/mailer';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { EVENT_STORE, MAILER, READ_MODELS } from '@bookonce/platform/port-tokens';
import { Module, type DynamicModule } from '@nestjs/common';
import { NotificationController } from './handlers/notification.controller.js';
import { NotificationService, type NotificationDeps } from './handlers/notification-service.js';

@Module({})
export class NotificationModule {
  static forRoot(options: Pick<NotificationDeps, 'manageUrlOf' | 'linkUrlOf' | 'signInUrlOf'>): DynamicModule {
    return {
      module: NotificationModule,
      controllers: [NotificationController],
      providers: [
        {
          provide: NotificationService,
          inject: [EVENT_STORE, READ_MODELS, MAILER],
          useFactory: (store: EventStore, readModels: ReadModels, mailer: Mailer) =>
            new NotificationService({ store, readModels, mailer, ...options }),
        },
      ],
    };
  }
}
