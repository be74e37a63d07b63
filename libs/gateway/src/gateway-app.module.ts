import { PortsModule, type Ports } from '@bookonce/platform/ports.module';
import { Module, type DynamicModule } from '@nestjs/common';
import type { GatewayOptions } from './gateway-options.js';
import { GatewayModule } from './gateway.module.js';
import { SlotsModule } from './slots.module.js';

/** The gateway by itself. */
@Module({})
export class GatewayAppModule {
  static forRoot(ports: Partial<Ports>, options: GatewayOptions): DynamicModule {
    return {
      module: GatewayAppModule,
      imports: [PortsModule.forRoot(ports), SlotsModule, GatewayModule.forRoot(options)],
    };
  }
}
