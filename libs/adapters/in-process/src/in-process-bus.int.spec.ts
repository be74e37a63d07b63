import 'reflect-metadata';
import { MemoryDeadLetters } from '@bookonce/adapter-memory/service-records';
import { PassErrorsFilter } from '@bookonce/platform/pass-errors.filter';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { BusTestController, describeBus } from '@bookonce/testing/contracts/bus.contract';
import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { InProcessBus } from './in-process-bus.js';

@Module({ controllers: [BusTestController], providers: [{ provide: APP_FILTER, useClass: PassErrorsFilter }] })
class BusTestModule {}

describeBus('in process', async () => {
  const deadLetters = new MemoryDeadLetters();
  const nothing = (): void => undefined;
  const bus = new InProcessBus({
    deadLetters,
    clock: { now: () => 0 },
    maxTries: 3,
    giveUpAfterMs: 0,
    scheduler: systemScheduler,
    firstBackoffMs: 1,
    onRetry: nothing,
    onDeadLetter: nothing,
    onFanoutError: nothing,
  });
  const app = await NestFactory.createMicroservice(BusTestModule, { strategy: bus, logger: false });
  await app.listen();
  return {
    bus,
    controller: app.get(BusTestController),
    deadLetters,
    // `publish` resolves once every event is handled.
    settled: () => Promise.resolve(),
    close: () => app.close(),
  };
});
