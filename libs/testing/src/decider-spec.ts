import { fold, type Decider, type DomainEvent } from '@bookonce/kernel/decider';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { deepStrictEqual } from 'node:assert/strict';

/** The outcome of a decision. */
export interface Outcome<Event extends DomainEvent, Refusal> {
  readonly result: Result<readonly Event[], Refusal>;
  then(...events: readonly Event[]): void;
  thenNothing(): void;
  thenRefused(refusal: Refusal): void;
}

export interface Given<Command, State, Event extends DomainEvent, Refusal> {
  readonly state: State;
  when(command: Command): Outcome<Event, Refusal>;
}

/**
 * Given past events, when a command is decided, then expect these events or this refusal. The state goes through JSON
 * first, as in a snapshot.
 */
export const given = <Command, State, Event extends DomainEvent, Refusal>(
  decider: Decider<Command, State, Event, Refusal>,
  ...past: readonly Event[]
): Given<Command, State, Event, Refusal> => {
  const state = JSON.parse(JSON.stringify(fold(decider, decider.initial, past))) as State;
  return {
    state,
    when: (command) => {
      const result = decider.decide(command, state);
      const expectResult = (expected: Result<readonly Event[], Refusal>): void => deepStrictEqual(result, expected);
      return {
        result,
        then: (...events) => expectResult(ok(events)),
        thenNothing: () => expectResult(ok([])),
        thenRefused: (refusal) => expectResult(fail(refusal)),
      };
    },
  };
};
