import type { DefaultOptions } from '@tanstack/react-query';

/**
 * Ask even where the browser believes that it is offline. By default a call would wait in silence until it is online again: a
 * press of the button would book minutes later, and nobody would have been told. It is wrong about a service on the same
 * machine, too.
 */
export const ANSWER_OFFLINE = {
  queries: { networkMode: 'always', refetchOnReconnect: true },
  mutations: { networkMode: 'always' },
} as const satisfies DefaultOptions;
