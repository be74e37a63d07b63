import type { Result } from './result.js';

/** An event as a domain sees it: a past-tense name and its data. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/**
 * The decider form of an aggregate (after Jérémie Chassaing): a pure function from a command and the
 * folded past to new events, or to a refusal as a value.
 *
 * `evolve` is total: it accepts any event in any state and never throws, so that history always loads.
 * `decide` returns no events if the command has already taken effect: every command is idempotent by state.
 */
export interface Decider<Command, State, Event extends DomainEvent, Refusal> {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (command: Command, state: State) => Result<readonly Event[], Refusal>;
}

export const fold = <State, Event extends DomainEvent>(
  decider: { readonly evolve: (state: State, event: Event) => State },
  state: State,
  events: Iterable<Event>,
): State => {
  let folded = state;
  for (const event of events) folded = decider.evolve(folded, event);
  return folded;
};
