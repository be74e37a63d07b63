import type { LinkEvent } from '@bookonce/contracts/events/link';
import { isWaiting } from '@bookonce/contracts/streams/link-attempts';
import { emptyList, listOf } from '@bookonce/kernel/persistent-list';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { ok } from '@bookonce/kernel/result';
import { link, type LinkCommand } from '@bookonce/link/domain/link';
import type { LinkState } from '@bookonce/link/domain/link-state';
import { placeBooking } from '@bookonce/booking/domain/place-booking';
import { type Fault, realParts } from '../world/parts.js';

type Decide = typeof link.decide;
type Asking<Type extends LinkCommand['type']> = Extract<LinkCommand, { type: Type }>;

const FAR_FUTURE = '9999-12-31T00:00:00.000Z';

const deciding = (name: string, decide: Decide): Fault => ({
  name,
  parts: { ...realParts, link: { ...link, decide } },
});

/** Decides one kind of command on a state that lacks something. */
const forgetting = <Type extends LinkCommand['type']>(
  name: string,
  type: Type,
  forget: (state: LinkState, command: Asking<Type>) => LinkState,
): Fault =>
  deciding(name, (command, state) =>
    command.type === type ? link.decide(command, forget(state, command as Asking<Type>)) : link.decide(command, state),
  );

const asActive = (state: LinkState): LinkState => ({
  ...state,
  status: 'active',
  issued: state.issued && { ...state.issued, expiresAt: FAR_FUTURE },
  consumedBy: null,
});

const expiredByClockAlone: Decide = (command, state) => {
  const decision = link.decide(command, state);
  if (command.type !== 'consume' || !decision.ok) return decision;
  return ok(decision.value.filter(({ type }) => type !== 'LinkExpired'));
};

const mailingByClockAlone: Decide = (command, state) => {
  const decision = link.decide(command, state);
  if ((command.type !== 'remind' && command.type !== 'send') || !decision.ok) return decision;
  return ok(decision.value.filter(({ type }) => type !== 'LinkExpired'));
};

const regenerationLeavesTheOldOne: Decide = (command, state) =>
  command.type === 'replace' && state.status === 'active'
    ? link.decide(command, { ...state, status: 'revoked' })
    : link.decide(command, state);

/** Cancelling voids the attempt, which makes the link active again. */
const cancellingReopens: Fault = {
  name: 'cancelling a booking reopens its link',
  parts: {
    ...realParts,
    placeBooking: (booking, input) => {
      const commands = placeBooking(booking, input);
      return input.type === 'BookingCancelled' ? [...commands, { type: 'VoidAttempt', reason: 'overdue' }] : commands;
    },
    link: {
      ...link,
      decide: (command, state) =>
        command.type === 'voidAttempt' && state.consumedBy?.bookingId === command.bookingId
          ? ok([
              {
                type: 'AttemptVoided',
                data: { linkId: state.issued?.linkId ?? '', bookingId: command.bookingId, reason: command.reason },
              },
            ])
          : link.decide(command, state),
      evolve: (state: LinkState, event: LinkEvent) =>
        event.type === 'AttemptVoided' && state.consumedBy?.bookingId === event.data.bookingId
          ? { ...link.evolve(state, event), status: 'active', consumedBy: null }
          : link.evolve(state, event),
    },
  },
};

/** An event's id derives from `<command>/<stream>/<revision>/<what it says>`. */
const fromParts = (ids: Ids, first: number, last: number): Ids => ({
  ...ids,
  derive: (name) => ids.derive(name.split('/').slice(first, last).join('/')),
});

export const linkFaults: readonly Fault[] = [
  forgetting('a voided attempt consumes the link', 'consume', (state) => ({ ...state, voided: emptyList })),
  forgetting('a consumed link is consumed again', 'consume', (state, { bookingId }) =>
    state.status === 'consumed' && state.consumedBy?.bookingId !== bookingId ? asActive(state) : state,
  ),
  forgetting('an expired link is consumed', 'consume', (state) =>
    state.status === 'expired' ? asActive(state) : state,
  ),
  forgetting('a revoked link is consumed', 'consume', (state) =>
    state.status === 'revoked' ? asActive(state) : state,
  ),
  forgetting('an attempt that consumed the link is voided', 'voidAttempt', (state) => ({
    ...state,
    consumedBy: null,
  })),
  forgetting('a consumed link expires', 'expire', (state) =>
    state.status === 'consumed' ? { ...state, status: 'active' } : state,
  ),
  forgetting('a consumed link is revoked', 'revoke', (state) =>
    state.status === 'consumed' ? { ...state, status: 'active' } : state,
  ),
  forgetting('a fourth attempt is admitted', 'admit', (state, { bookingId }) => ({
    ...state,
    attempts: {
      ...state.attempts,
      waiting: isWaiting(state.attempts, bookingId) ? listOf([bookingId]) : emptyList,
    },
  })),
  forgetting('a consumed link is regenerated', 'replace', (state) =>
    state.status === 'consumed' ? { ...state, status: 'expired' } : state,
  ),
  deciding('a link that replaces another one is for anybody', (command, state) => {
    const decision = link.decide(command, state);
    if (!decision.ok) return decision;
    return ok(
      decision.value.map((event) =>
        event.type === 'LinkRevoked' && event.data.replacement !== undefined
          ? { ...event, data: { ...event.data, replacement: { ...event.data.replacement, recipientOnly: false } } }
          : event,
      ),
    );
  }),
  {
    name: 'an unused link is reminded of each time its timer fires',
    parts: {
      ...realParts,
      link: {
        ...link,
        evolve: (state, event) => (event.type === 'LinkReminderRequested' ? state : link.evolve(state, event)),
      },
    },
  },
  deciding('a link counts as expired without a stored event', expiredByClockAlone),
  deciding('a mail treats a link as expired without a stored event', mailingByClockAlone),
  deciding('regenerating leaves the old link active', regenerationLeavesTheOldOne),
  cancellingReopens,
  {
    name: 'event ids derive from the link',
    parts: { ...realParts, ids: (ids, service) => (service === 'link' ? fromParts(ids, 1, 3) : ids) },
  },
  {
    name: 'event ids do not depend on the decision',
    parts: { ...realParts, ids: (ids) => fromParts(ids, 0, 3) },
  },
  {
    name: 'an interrupted regeneration is never completed',
    parts: {
      ...realParts,
      deliver: (subscriber, _event, handle) => (subscriber === 'link-regeneration' ? Promise.resolve() : handle()),
    },
  },
];
