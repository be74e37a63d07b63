import { PortsModule, type Ports } from '@bookonce/platform/ports.module';
import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceParts } from '@bookonce/platform/service-parts';

/** One service by itself. */
@Module({})
export class ServiceModule {
  static forRoot({ modules }: ServiceParts, ports: Partial<Ports>): DynamicModule {
    return { module: ServiceModule, imports: [PortsModule.forRoot(ports), ...modules] };
  }
}
