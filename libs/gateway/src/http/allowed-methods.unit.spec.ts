import { describe, expect, it } from '@jest/globals';
import { allowedMethodsOf } from './http-server.js';

const allowed = allowedMethodsOf([
  { method: 'GET', path: '/v1/hosts/:id' },
  { method: 'PATCH', path: '/v1/hosts/:id' },
  { method: 'GET', path: '/v1/bookings/:token/calendar.ics' },
]);

describe('the methods of a path', () => {
  it.each([
    ['/v1/hosts/hst_1', ['GET', 'HEAD', 'PATCH']],
    ['/v1/bookings/x/calendar.ics', ['GET', 'HEAD']],
    ['/v1/bookings/x/calendarxics', []],
    ['/v1/hosts', []],
    ['/v1/hosts/a/b', []],
  ])('of %s are %j', (path, methods) => {
    expect(allowed(path)).toEqual(methods);
  });
});
