import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { LinkEvent } from '@bookonce/contracts/events/link';
import { fold } from '@bookonce/kernel/decider';
import { categoryOf } from '@bookonce/kernel/ports/event-store';
import { link } from '@bookonce/link/domain/link';
import { describe, expect, it } from '@jest/globals';
import { readHistory } from './history-file.js';
import { currentCatalogue, upcastTo } from './replay.js';

/** The first recorded histories: their releases stored every attempt, and then refused it. */
describe.each(['0.1-embedded', '0.2-embedded'])('a link of history %s', (name) => {
  const events = readHistory(name)
    .filter(({ stream }) => categoryOf(stream) === 'link')
    .map((event) => recorded(upcastTo(currentCatalogue, event)) as Recorded<LinkEvent>);
  /** A stream with a refusal that needs no storing today. */
  const past = [...Map.groupBy(events, ({ stream }) => stream).values()].find((own) =>
    own.some(({ type, data }) => type === 'AttemptVoided' && data.reason === 'slotTaken'),
  );

  it('takes attempts although its stream is full of refused ones', () => {
    const refusals = past?.filter(({ type }) => type === 'AttemptVoided') ?? [];
    const [first] = past ?? [];
    if (first === undefined) throw new Error('the history has no refused attempt');
    const stored = [
      first,
      ...Array.from({ length: 250 }, (_, index) =>
        refusals.map((event) => ({ ...event, data: { ...event.data, bookingId: `bkg_${index}` } }) as LinkEvent),
      ).flat(),
    ];
    const state = fold(link, link.initial, stored);
    expect(state.attempts).toMatchObject({ stored: 0, allowed: 100 });
    const decision = link.decide({ type: 'admit', bookingId: 'bkg_new', now: first.meta.time }, state);
    expect(decision).toMatchObject({ ok: true, value: [{ type: 'AttemptAdmitted' }] });
  });
});
