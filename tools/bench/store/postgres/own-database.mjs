import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const run = async (url, sql) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/**
 * Runs `work` in a temporary database.
 *
 * @template Result
 * @param {string} url of a server, in the form `postgres://user@host:port/database`
 * @param {(url: string) => Promise<Result>} work
 */
export const withOwnDatabase = async (url, work) => {
  const name = `bookonce_bench_${randomBytes(6).toString('hex')}`;
  await run(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  try {
    return await work(own.href);
  } finally {
    await run(url, `DROP DATABASE ${name} WITH (FORCE)`);
  }
};
