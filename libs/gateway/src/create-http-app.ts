import type { Type, DynamicModule, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GatewayAdapter } from './http/gateway-adapter.js';

/** A Nest application whose HTTP errors are the gateway's; connect a microservice strategy to it, then listen. */
export const createHttpApp = (
  module: Type | DynamicModule,
  options: Pick<NestApplicationOptions, 'logger' | 'bufferLogs'> = {},
): Promise<NestFastifyApplication> =>
  NestFactory.create<NestFastifyApplication>(module, new GatewayAdapter(), {
    ...options,
    // The gateway reads bodies itself.
    bodyParser: false,
    abortOnError: false,
  });
