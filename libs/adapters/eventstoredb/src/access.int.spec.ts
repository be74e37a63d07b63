import { NO_STREAM, StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbServer } from './fixtures/event-store-db-server.js';
import { OwnNamespace } from './fixtures/own-namespace.js';

describe('a user whom the server refuses', () => {
  let server: EventStoreDbServer;
  let namespace: OwnNamespace;
  let url: string;
  beforeEach(async () => {
    server = await EventStoreDbServer.start();
    url = server.url.replace('//', '//bookonce:secret@');
    namespace = new OwnNamespace(url);
  });
  afterEach(async () => {
    await namespace.close();
    await server.stop();
  });

  it('learns at once that the password is wrong', async () => {
    server.knowsUser = false;
    const opening = namespace.open();
    await expect(opening).rejects.toThrow(StoreAccessError);
    await expect(opening).rejects.toThrow('does not accept the user and the password of the URL');
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('learns which right is missing when it opens the store', async () => {
    server.denies = (right, stream) => right === 'read' && stream === '$all';
    await expect(namespace.open()).rejects.toThrow(/the user bookonce read \$all\. Grant bookonce read on \$all/);
  });

  it('learns which right is missing when it reads, writes and follows', async () => {
    const { eventStore, checkpoints } = await namespace.open();
    server.denies = () => true;
    const refused = [
      [eventStore.append('link-a', NO_STREAM, batch('1')), `write ${namespace.name}.link-a`],
      [eventStore.readStream('link-a'), `read ${namespace.name}.link-a`],
      [eventStore.head(), 'read $all'],
      [eventStore.subscribe({ after: null }, { handle: () => Promise.resolve() }).done, 'read $all'],
      [checkpoints.save('publisher', '1'), `set the metadata of ${namespace.name}.bookonce_checkpoint-publisher`],
    ] as const;
    for (const [call, said] of refused) {
      await expect(call).rejects.toThrow(StoreAccessError);
      await expect(call).rejects.toThrow(said);
    }
  });

  it('ends a running subscription', async () => {
    const { eventStore } = await namespace.open();
    const { promise: caughtUp, resolve } = Promise.withResolvers<unknown>();
    await eventStore.append('link-a', NO_STREAM, batch('1'));
    const subscription = eventStore.subscribe({ after: null }, { handle: () => Promise.resolve(), reached: resolve });
    await caughtUp;
    await server.down();
    await expect(subscription.done).rejects.toThrow();
    server.knowsUser = false;
    await server.up();
    await expect(eventStore.subscribe({ after: null }, { handle: () => Promise.resolve() }).done).rejects.toThrow(
      StoreAccessError,
    );
  });
});
