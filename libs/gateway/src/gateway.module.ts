import { type DynamicModule, Module } from '@nestjs/common';
import { ChangeFeed } from './changes/change-feed.js';
import { ChangesController } from './changes/changes.controller.js';
import { GATEWAY_OPTIONS, type GatewayOptions } from './gateway-options.js';
import { GatewayServer } from './gateway-server.js';
import { BookingOutcomes, OutcomesController } from './outcomes/booking-outcomes.js';

/**
 * The public HTTP face. Expects the ports Bus, ReadModels, Clock, Ids and Answers from a global module, slots
 * from {@link SLOT_FINDER}, and a test clock where there is one.
 */
@Module({})
export class GatewayModule {
  static forRoot(options: GatewayOptions): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [OutcomesController, ChangesController],
      providers: [{ provide: GATEWAY_OPTIONS, useValue: options }, BookingOutcomes, ChangeFeed, GatewayServer],
    };
  }
}
