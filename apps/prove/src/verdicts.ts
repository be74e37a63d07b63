/** The answer to one request of a race. */
export interface Reply {
  readonly status: number;
  readonly slug: string | null;
  /** The booking that the answer is about. */
  readonly bookingId: string | null;
}

export const labelOf = ({ status, slug }: Pick<Reply, 'status' | 'slug'>): string =>
  slug === null ? `${status}` : `${status} ${slug}`;

/** How often each answer came, such as `410 link-consumed`. */
export const tally = (replies: readonly Reply[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const reply of replies) counts[labelOf(reply)] = (counts[labelOf(reply)] ?? 0) + 1;
  return counts;
};

export interface Winner {
  /** Null unless exactly one request won. */
  readonly bookingId: string | null;
  readonly faults: readonly string[];
}

/** Expects exactly one answer `won`; all others must be `lost`. */
export const oneWinner = (replies: readonly Reply[], won: string, lost: readonly string[]): Winner => {
  const winners = replies.filter((reply) => labelOf(reply) === won);
  const faults = [
    ...(winners.length === 1 ? [] : [`${winners.length} requests were answered ${won}, not one`]),
    ...unexpected(replies, [won, ...lost]),
  ];
  return { bookingId: winners.length === 1 ? (winners[0]?.bookingId ?? null) : null, faults };
};

/** Expects the same answer to all requests, about the same booking. */
export const sameForAll = (replies: readonly Reply[], expected: string): Winner => {
  const ids = [...new Set(replies.map(({ bookingId }) => bookingId))];
  const faults = [
    ...unexpected(replies, [expected]),
    ...(ids.length === 1 ? [] : [`one request, repeated, made ${ids.length} bookings`]),
  ];
  return { bookingId: ids.length === 1 ? (ids[0] ?? null) : null, faults };
};

/** While people book with a link, its host ends it: either it is ended and none of them booked, or one of them did. */
export const bookedOrEnded = (ending: Reply, bookings: readonly Reply[], ended: string): Winner =>
  ending.status === 200
    ? { bookingId: null, faults: unexpected(bookings, [ended]) }
    : withFaults(oneWinner(bookings, '201', ['410 link-consumed']), unexpected([ending], ['409 link-consumed']));

const withFaults = ({ bookingId, faults }: Winner, more: readonly string[]): Winner => ({
  bookingId,
  faults: [...faults, ...more],
});

/** Opposite decisions, each sent several times at once: one is made, and all requests for the others are refused. */
export const oneDecision = (
  decisions: Readonly<Record<string, readonly Reply[]>>,
  refused: string,
): { readonly decision: string | null; readonly faults: readonly string[] } => {
  const entries = Object.entries(decisions);
  const made = entries.filter(([, replies]) => replies.every((reply) => labelOf(reply) === '200'));
  const others = entries.filter(([, replies]) => replies.every((reply) => labelOf(reply) === refused));
  if (made.length === 1 && others.length === entries.length - 1) return { decision: made[0]?.[0] ?? null, faults: [] };
  const said = entries.map(([name, replies]) => `${name}: ${replies.map(labelOf).join(', ')}`);
  return { decision: null, faults: [`not exactly one decision was made (${said.join('; ')})`] };
};

/** Expects that `most` attempts wait for their opt-in, and that all others are refused. */
export const atMostAdmitted = (replies: readonly Reply[], most: number): readonly string[] => {
  const admitted = replies.filter((reply) => labelOf(reply) === '202').length;
  return [
    ...(admitted === most ? [] : [`${admitted} attempts wait for their opt-in, not ${most}`]),
    ...unexpected(replies, ['202', '409 too-many-pending']),
  ];
};

/** All answers to each attempt's opt-in: those of one attempt confirm it, those of the others say that the link is used. */
export const oneConfirmed = (attempts: readonly (readonly Reply[])[]): Winner => {
  const confirmed = attempts.filter((replies) => replies.some((reply) => labelOf(reply) === '200'));
  const [winner = []] = confirmed;
  const others = attempts.filter((replies) => replies !== winner);
  const faults = [
    ...(confirmed.length === 1 ? [] : [`${confirmed.length} opt-ins were confirmed, not one`]),
    ...unexpected(winner, ['200']),
    ...unexpected(others.flat(), ['410 link-consumed']),
  ];
  return { bookingId: confirmed.length === 1 ? (winner[0]?.bookingId ?? null) : null, faults };
};

const unexpected = (replies: readonly Reply[], allowed: readonly string[]): readonly string[] =>
  [...new Set(replies.map(labelOf))]
    .filter((label) => !allowed.includes(label))
    .map((label) => `unexpected answer ${label}`);

/** A link's history must name the booking as the one that consumed it; null: nothing consumed it. */
export const consumedOnceBy = (history: readonly HistoryEntry[], bookingId: string | null): readonly string[] => {
  const consumed = history.filter(({ type }) => type === 'LinkConsumed').map(({ data }) => data['bookingId']);
  const expected = bookingId === null ? [] : [bookingId];
  if (consumed.length === expected.length && consumed.every((id, index) => id === expected[index])) return [];
  return [`its history says that it was consumed by ${consumed.join(', ') || 'nobody'}, not ${bookingId ?? 'nobody'}`];
};

export interface HistoryEntry {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** After a race, exactly the slots of standing bookings are taken. */
export const slotFaults = (
  offered: ReadonlySet<string>,
  tried: readonly string[],
  booked: ReadonlySet<string>,
): readonly string[] => {
  const held = tried.filter((start) => !booked.has(start) && !offered.has(start));
  const doubled = tried.filter((start) => booked.has(start) && offered.has(start));
  return [
    ...(held.length === 0 ? [] : [`${held.length} slots are still held, such as ${held[0]}`]),
    ...(doubled.length === 0 ? [] : [`${doubled.length} booked slots are still offered, such as ${doubled[0]}`]),
  ];
};
