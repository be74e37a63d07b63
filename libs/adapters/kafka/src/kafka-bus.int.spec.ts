import 'reflect-metadata';
import { PassErrorsFilter } from '@bookonce/platform/pass-errors.filter';
import { BusTestController, describeBus } from '@bookonce/testing/contracts/bus.contract';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { Module } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { deleteTopics, settled, testBus } from './fixtures/test-bus.js';

@Module({ controllers: [BusTestController], providers: [{ provide: APP_FILTER, useClass: PassErrorsFilter }] })
class BusTestModule {}

await describeOnServer('kafka', 'on a broker', (brokers) => {
  describeBus('Kafka', async () => {
    const topicPrefix = `test-${randomUUID()}`;
    const { bus, deadLetters } = testBus({ brokers: brokers.split(','), topicPrefix });
    const app = await NestFactory.createMicroservice(BusTestModule, { strategy: bus, logger: false });
    await app.listen();
    await bus.ready();
    return {
      bus,
      controller: app.get(BusTestController),
      deadLetters,
      settled: () => settled(bus),
      close: async () => {
        await app.close();
        await deleteTopics(bus, topicPrefix);
      },
    };
  });
});
