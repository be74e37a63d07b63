import { fold, type Decider, type DomainEvent } from '@bookonce/kernel/decider';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { deepStrictEqual } from 'node:assert/strict';

/** What a decider made of a command. */
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
 * Given a past, when a command comes, then these events or this refusal. The state is taken through JSON on the way,
 * as a snapshot would take it.
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
