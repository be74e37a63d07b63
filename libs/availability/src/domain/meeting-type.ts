import type { MeetingTypeRefusal } from '@bookonce/contracts/commands/availability';
import type { MeetingTypeEvent } from '@bookonce/contracts/events/meeting-type';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { canonicalJson } from '@bookonce/kernel/canonical-json';
import type { Decider } from '@bookonce/kernel/decider';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';

export type MeetingTypeCommand =
  | { readonly type: 'create'; readonly meetingTypeId: string; readonly settings: MeetingTypeSettings }
  /** The settings as a whole, as they are to be from now on. */
  | { readonly type: 'change'; readonly settings: MeetingTypeSettings };

/** Null until it is created. */
export type MeetingTypeState = {
  readonly meetingTypeId: string;
  readonly settings: MeetingTypeSettings;
} | null;

type Decision = Result<readonly MeetingTypeEvent[], MeetingTypeRefusal>;

const evolve = (state: MeetingTypeState, event: MeetingTypeEvent): MeetingTypeState => {
  switch (event.type) {
    case 'MeetingTypeCreated':
    case 'MeetingTypeChanged':
      return event.data;
    default:
      return state;
  }
};

const decide = (command: MeetingTypeCommand, state: MeetingTypeState): Decision => {
  const { settings } = command;
  const isAsItIs = state !== null && canonicalJson(state.settings) === canonicalJson(settings);
  switch (command.type) {
    case 'create': {
      const { meetingTypeId } = command;
      if (state === null) return ok([{ type: 'MeetingTypeCreated', data: { meetingTypeId, settings } }]);
      return isAsItIs ? ok([]) : fail({ kind: 'meetingTypeExists' });
    }
    case 'change':
      if (state === null) return fail({ kind: 'meetingTypeUnknown' });
      if (isAsItIs) return ok([]);
      return ok([{ type: 'MeetingTypeChanged', data: { meetingTypeId: state.meetingTypeId, settings } }]);
    default:
      return unreachable(command);
  }
};

/** A meeting type's settings. Its links are other streams: changing it never touches them. */
export const meetingType: Decider<MeetingTypeCommand, MeetingTypeState, MeetingTypeEvent, MeetingTypeRefusal> = {
  initial: null,
  evolve,
  decide,
};
