import { booking } from '@bookonce/booking/domain/booking';
import { bookingProjector } from '@bookonce/booking/views/booking-projector';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { ok } from '@bookonce/kernel/result';
import { realParts, type Fault, type Parts } from '../world/parts.js';

const withoutLimit: Parts['booking'] = {
  ...booking,
  decide: (command, state) => {
    const decision = booking.decide(command, state);
    return decision.ok ? ok(decision.value.filter(({ type }) => type !== 'ChangeMailsScheduled')) : decision;
  },
};

/** Changes wait, and no timer brings their mails. */
const withoutTimer: Parts['projectors'] = realParts.projectors.map((projector) =>
  projector.view === bookingProjector.view
    ? {
        ...projector,
        documents: projector.documents.map((projection) => ({
          ...projection,
          evolve: (doc, event, id) =>
            event.type === 'ChangeMailsScheduled' && id.startsWith('change-mails/')
              ? doc
              : projection.evolve(doc, event, id),
        })),
      }
    : projector,
);

const remembersNoJoinedMail: Parts['booking'] = {
  ...booking,
  evolve: (state, event: BookingEvent) =>
    event.type === 'ChangeMailsRequested' ? state : booking.evolve(state, event),
};

/** Treats a cancellation like any other change: it waits for a mail that never comes, as the booking is over. */
const cancellationsWait = (): Parts['mailer'] => {
  const mails = new Map<string, number>();
  return (mailer) => ({
    send: async (mail) => {
      const before = mails.get(mail.to.email) ?? 0;
      if (mail.subject.startsWith('Cancelled') && before >= 3) return;
      mails.set(mail.to.email, before + 1);
      await mailer.send(mail);
    },
  });
};

export const mailFaults: readonly Fault[] = [
  { name: 'each change is mailed at once', parts: { ...realParts, booking: withoutLimit } },
  { name: 'the last of many changes is never mailed', parts: { ...realParts, projectors: withoutTimer } },
  { name: 'joined mails are sent again and again', parts: { ...realParts, booking: remembersNoJoinedMail } },
  { name: 'a cancellation waits like a change', parts: { ...realParts, mailer: cancellationsWait() } },
];
