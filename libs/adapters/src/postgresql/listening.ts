import type { PoolClient } from 'pg';

/** Ends listening, and the connection with it. */
export type Listening = () => void;

/** A connection that has gone without a word says nothing, so it is asked from time to time. */
const CHECK_EVERY_MS = 5_000;

/** Listens on a connection that is given away for it. Throws what LISTEN threw; `onLost` is told once. */
export const listenOn = async (
  client: PoolClient,
  channel: string,
  onMessage: (payload: string) => void,
  onLost: () => void,
): Promise<Listening> => {
  let checks: ReturnType<typeof setInterval> | null = null;
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    if (checks !== null) clearInterval(checks);
    client.removeAllListeners('notification');
    // Not back to the others: it still listens.
    client.release(true);
  };
  const lost = (): void => {
    if (ended) return;
    end();
    onLost();
  };
  client.on('notification', ({ payload = '' }) => {
    if (!ended) onMessage(payload);
  });
  client.on('end', lost);
  client.on('error', lost);
  try {
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    end();
    throw error;
  }
  if (!ended) checks = setInterval(() => void client.query('SELECT 1').catch(lost), CHECK_EVERY_MS);
  return end;
};
