import { describe, expect, it } from '@jest/globals';
import { readHistoryUrl } from './history.js';

describe('the URL of an event store', () => {
  it.each([
    ['postgres://bookonce:secret@db.example:5432/bookonce', 'PostgreSQL', 'db.example:5432'],
    ['postgresql://localhost/bookonce?sslmode=require', 'PostgreSQL', 'localhost'],
    ['esdb://localhost:2113?tls=false', 'EventStoreDB', 'localhost:2113'],
    ['esdb://admin:pass,word@a:2113,b:2113,c:2113?tls=true', 'EventStoreDB', 'a:2113,b:2113,c:2113'],
    ['kurrentdb+discover://cluster.example', 'EventStoreDB', 'cluster.example'],
    ['esdb://[::1]:2113', 'EventStoreDB', '[::1]:2113'],
  ])('%s', (url, kind, hosts) => {
    expect(readHistoryUrl(url)).toMatchObject({ kind, hosts });
  });

  it.each([
    'mysql://localhost/x',
    'localhost:5432',
    'postgres://',
    'postgres://a:1,b:2/x',
    'esdb://a:2113,,b',
    'esdb://a b',
  ])('is not %s', (url) => {
    expect(readHistoryUrl(url)).toBeNull();
  });
});
