import type { AppendOutcome, EventStore, NewEvent, Position, StreamName } from '@bookonce/kernel/ports/event-store';
import { defineView, type ReadModels } from '@bookonce/kernel/ports/read-models';
import type { Timers } from '@bookonce/kernel/ports/timers';
import { documentsOf, type Projector } from '@bookonce/kernel/projector';
import { linkProjection } from '@bookonce/link/views/link-projector';
import { epochMsOf } from '@bookonce/kernel/json';
import { type Fault, type Parts, realParts } from '../world/parts.js';

type Append = (stream: StreamName, expectedRevision: number, events: readonly NewEvent[]) => Promise<AppendOutcome>;

const appending = (server: EventStore, append: Append): EventStore => ({
  append,
  readStream: (stream, options) => server.readStream(stream, options),
  head: () => server.head(),
  subscribe: (options, handler) => server.subscribe(options, handler),
  close: () => server.close(),
});

/** Appends at the end of the stream even after a conflict. */
const withoutConflicts = (server: EventStore): EventStore =>
  appending(server, async (stream, expectedRevision, events) => {
    const outcome = await server.append(stream, expectedRevision, events);
    return outcome.outcome === 'conflict' ? server.append(stream, outcome.actualRevision, events) : outcome;
  });

const LOSES_EACH = 13;

/** Reports events as stored and loses some of them. */
const forgetful = (server: EventStore): EventStore => {
  let appends = 0;
  return appending(server, async (stream, expectedRevision, events) => {
    appends += 1;
    if (appends % LOSES_EACH > 0) return server.append(stream, expectedRevision, events);
    const position = (await server.head()) ?? '';
    return { outcome: 'appended', revision: expectedRevision + events.length, position, repeated: false };
  });
};

const committing = (server: ReadModels, commit: ReadModels['commit']): ReadModels => ({
  get: (collection, id) => server.get(collection, id),
  range: (collection, from, to) => server.range(collection, from, to),
  list: (collection, query) => server.list(collection, query),
  scan: (collection) => server.scan(collection),
  checkpoint: (view) => server.checkpoint(view),
  commit,
  markFilled: (view) => server.markFilled(view),
  isFilled: (view) => server.isFilled(view),
  views: () => server.views(),
  markFollowed: (views, at) => server.markFollowed(views, at),
  remove: (view) => server.remove(view),
  waitFor: (views, position, timeoutMs) => server.waitFor(views, position, timeoutMs),
  close: () => server.close(),
});

/** Commits documents without their checkpoint, so that the last batch is committed again. */
const inTwoSteps = (server: ReadModels): ReadModels => {
  const before = new Map<string, { readonly beforeLast: Position | null }>();
  let repeats = 0;
  return {
    ...committing(server, async (view, writes, position) => {
      const checkpoint = await server.checkpoint(view);
      if (checkpoint !== null && position <= checkpoint) {
        repeats += 1;
        await server.commit(defineView(`${view.name}Again`, repeats), writes, position);
        return;
      }
      before.set(view.key, { beforeLast: checkpoint });
      await server.commit(view, writes, position);
    }),
    checkpoint: (view) => Promise.resolve(before.get(view.key)?.beforeLast ?? null),
  };
};

/** Lets the publisher's checkpoint pass events that a crash loses. */
const acknowledgingEarly: Parts['bus'] = (bus) => ({
  publish: (events) => {
    bus.publish(events).catch(() => undefined);
    return Promise.resolve();
  },
});

/** Returns only timers that were set after this process started, as if it kept them in memory. */
const inMemory = (inViews: Timers): Timers => {
  let inherited: Promise<ReadonlySet<string>> | null = null;
  const due: Timers['due'] = async (now, limit) => {
    inherited ??= inViews.due('9999', 1_000).then((timers) => new Set(timers.map(({ id, dueAt }) => `${id}@${dueAt}`)));
    const before = await inherited;
    return (await inViews.due(now, limit)).filter(({ id, dueAt }) => !before.has(`${id}@${dueAt}`));
  };
  return { due, nextDueAt: async () => (await due('9999', 1))[0]?.dueAt ?? null };
};

/** Writes a counter into its documents, so that they depend on more than history. */
const counting = (): readonly Projector[] => {
  let applied = 0;
  return realParts.projectors.map((projector) =>
    projector.view.name === 'link'
      ? {
          ...projector,
          documents: [
            ...projector.documents.slice(1),
            documentsOf({
              ...linkProjection,
              evolve: (doc, event, id) => {
                applied += 1;
                const next = linkProjection.evolve(doc, event, id);
                return next === null ? null : { ...next, note: `change ${applied}` };
              },
            }),
          ],
        }
      : projector,
  );
};

const withNewIds = (): Parts['mailer'] => {
  let sent = 0;
  return (mailer) => ({
    send: (mail) => {
      sent += 1;
      return mailer.send({ ...mail, effectId: `${mail.effectId}/${sent}` });
    },
  });
};

const withoutGuests: Parts['mailer'] = (mailer) => ({
  send: (mail) => (mail.to.email.startsWith('guest') ? Promise.resolve() : mailer.send(mail)),
});

export const carrierFaults: readonly Fault[] = [
  { name: 'the store appends in spite of conflicts', parts: { ...realParts, store: withoutConflicts } },
  { name: 'the store reports events as stored and loses some', parts: { ...realParts, store: forgetful } },
  { name: 'documents and checkpoint are two commits', parts: { ...realParts, views: inTwoSteps } },
  { name: 'a view depends on more than history', parts: { ...realParts, projectors: counting() } },
  {
    name: 'the bus acknowledges events that are not handled yet',
    parts: { ...realParts, bus: acknowledgingEarly },
  },
  {
    name: 'an event is not delivered again after a failure',
    parts: { ...realParts, deliver: (_subscriber, _event, handle) => handle().catch(() => undefined) },
  },
  { name: 'a mail that is sent again has another id', parts: { ...realParts, mailer: withNewIds() } },
  { name: 'mails to guests are lost', parts: { ...realParts, mailer: withoutGuests } },
  { name: 'timers are forgotten at a restart', parts: { ...realParts, timers: inMemory } },
  {
    name: 'a visitor sees "expired" by the clock alone',
    parts: {
      ...realParts,
      shownStatus: ({ status, expiresAt }, nowMs) =>
        status === 'active' && epochMsOf(expiresAt) <= nowMs ? 'expired' : status,
    },
  },
  {
    name: 'an attendee sees "confirmed" as soon as the request is stored',
    parts: { ...realParts, confirmsEarly: true },
  },
];
