import { AvailabilityModule } from '@bookonce/availability/availability.module';
import { BookingModule } from '@bookonce/booking/booking.module';
import { GatewayModule } from '@bookonce/gateway/gateway.module';
import type { GatewayOptions } from '@bookonce/gateway/gateway-options';
import { TEST_CLOCK, type TestClock } from '@bookonce/gateway/test-clock';
import { LinkModule } from '@bookonce/link/link.module';
import { NotificationModule } from '@bookonce/notification/notification.module';
import { PortsModule, type Ports } from '@bookonce/platform/ports.module';
import { WorkspaceModule } from '@bookonce/workspace/workspace.module';
import { Module, type DynamicModule } from '@nestjs/common';
import { SlotsModule } from './slots.module.js';

export interface AppOptions {
  readonly ports: Ports;
  readonly gateway: GatewayOptions;
  readonly testClock: TestClock | null;
}

/** All services in one process. */
@Module({})
export class AppModule {
  static forRoot({ ports, gateway, testClock }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        PortsModule.forRoot(ports),
        LinkModule,
        AvailabilityModule,
        BookingModule,
        WorkspaceModule,
        NotificationModule.forRoot({
          manageUrlOf: (bookingId) => `${gateway.baseUrl}/m/${gateway.vault.manageTokenFor(bookingId)}`,
        }),
        SlotsModule,
        GatewayModule.forRoot(gateway),
      ],
      providers: [{ provide: TEST_CLOCK, useValue: testClock }],
      exports: [TEST_CLOCK],
    };
  }
}
