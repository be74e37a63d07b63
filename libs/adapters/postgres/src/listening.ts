import { Client, type ClientConfig } from 'pg';

/** Ends listening, and the connection with it. */
export type Listening = () => void;

/** A connection that has gone without a word says nothing, so it is asked from time to time. */
const CHECK_EVERY_MS = 5_000;

/** Listens on a connection of its own. Throws what connecting or LISTEN threw; `onLost` is told once. */
export const listenOn = async (
  config: ClientConfig,
  channel: string,
  onMessage: (payload: string) => void,
  onLost: () => void,
): Promise<Listening> => {
  const client = new Client(config);
  let state: 'opening' | 'listening' | 'ended' = 'opening';
  let checks: ReturnType<typeof setInterval> | null = null;
  const end = (): void => {
    if (state === 'ended') return;
    state = 'ended';
    if (checks !== null) clearInterval(checks);
    client.end().catch(() => undefined);
  };
  const lost = (): void => {
    if (state !== 'listening') return;
    end();
    onLost();
  };
  client.on('notification', ({ payload = '' }) => {
    if (state !== 'ended') onMessage(payload);
  });
  client.on('end', lost);
  client.on('error', lost);
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    end();
    throw error;
  }
  state = 'listening';
  checks = setInterval(() => void client.query('SELECT 1').catch(lost), CHECK_EVERY_MS);
  return end;
};
