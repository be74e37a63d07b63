import { GatewayModule, SlotsModule } from '@bookonce/gateway/gateway.module';
import type { GatewayOptions } from '@bookonce/gateway/gateway-options';
import { TEST_CLOCK, type TestClock } from '@bookonce/gateway/test-clock';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { PortsModule, type Ports } from '@bookonce/platform/ports.module';
import { Module, type DynamicModule } from '@nestjs/common';

export interface AppOptions {
  readonly ports: Ports;
  readonly services: readonly ServiceParts[];
  readonly gateway: GatewayOptions;
  readonly testClock: TestClock | null;
}

/** All services in one process. */
@Module({})
export class AppModule {
  static forRoot({ ports, services, gateway, testClock }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        PortsModule.forRoot(ports),
        ...services.flatMap(({ modules }) => modules),
        SlotsModule,
        GatewayModule.forRoot(gateway),
      ],
      providers: [{ provide: TEST_CLOCK, useValue: testClock }],
      exports: [TEST_CLOCK],
    };
  }
}
