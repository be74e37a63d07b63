import type { MeetingType } from '../api/shapes.js';
import { placeHint } from '../meeting-types/place-hint.js';
import { maySetConfirmation, useViewer } from '../sign-in/viewer.js';
import { useTexts } from '../texts/texts.js';
import { Choice, TextInput } from '../ui/fields.js';
import { useProblemText } from '../ui/use-problem-text.js';
import type { LinkDraftProblems, OverridesDraft } from './link-draft.js';
import { SlotPicks } from './slot-picks.js';

const PLACES = ['video', 'phone', 'inPerson'] as const;
const CONFIRMATIONS = ['instant', 'approval', 'doubleOptIn'] as const;
const TIMES = ['rolling', 'range', 'picked'] as const;

interface OverrideFieldsProps {
  readonly type: MeetingType;
  readonly draft: OverridesDraft;
  readonly problems: LinkDraftProblems;
  readonly onChange: (changed: Partial<OverridesDraft>) => void;
}

/** Fields for what differs for one link: length, place, confirmation and times. */
export const OverrideFields = ({ type, draft, problems, onChange }: OverrideFieldsProps) => {
  const { share, common, editor, types } = useTexts();
  const problemText = useProblemText();
  const viewer = useViewer();
  const asInType = { value: 'type' as const, label: share.asInType };
  return (
    <fieldset className="fields overrides">
      <legend>{share.onlyHere}</legend>
      <p className="quiet">{share.onlyHereHint}</p>
      <TextInput
        label={common.optional(editor.duration)}
        hint={share.durationHint(common.minutes(type.durationMinutes))}
        type="number"
        value={draft.duration}
        error={problemText(problems.duration)}
        onChange={(duration) => onChange({ duration })}
      />
      <Choice
        label={editor.place}
        value={draft.place}
        error={problemText(problems.place)}
        options={[asInType, ...PLACES.map((value) => ({ value, label: types.place[value] }))]}
        onChange={(place) => onChange({ place })}
      />
      {draft.place !== 'type' && (
        <TextInput
          label={common.optional(editor.placeValue[draft.place])}
          value={draft.placeValue}
          error={problemText(problems.placeValue)}
          maxLength={500}
          {...placeHint(draft.place, editor)}
          onChange={(placeValue) => onChange({ placeValue })}
        />
      )}
      {maySetConfirmation(viewer, type) && (
        <Choice
          label={editor.confirming}
          value={draft.confirmation}
          error={problemText(problems.confirmation)}
          options={[asInType, ...CONFIRMATIONS.map((value) => ({ value, label: types.confirmation[value] }))]}
          onChange={(confirmation) => onChange({ confirmation })}
        />
      )}
      <Choice
        label={share.times}
        value={draft.times}
        error={problemText(problems.times)}
        options={[asInType, ...TIMES.map((value) => ({ value, label: share.timesFrom[value] }))]}
        onChange={(times) => onChange({ times })}
      />
      {draft.times === 'rolling' && (
        <TextInput
          label={editor.windowDays}
          type="number"
          value={draft.windowDays}
          error={problemText(problems.windowDays)}
          onChange={(windowDays) => onChange({ windowDays })}
        />
      )}
      {draft.times === 'range' && (
        <div className="pair">
          <TextInput
            label={editor.from}
            type="date"
            value={draft.windowFrom}
            error={problemText(problems.windowFrom)}
            onChange={(windowFrom) => onChange({ windowFrom })}
          />
          <TextInput
            label={editor.to}
            type="date"
            value={draft.windowTo}
            error={problemText(problems.windowTo)}
            onChange={(windowTo) => onChange({ windowTo })}
          />
        </div>
      )}
      {draft.times === 'picked' && (
        <SlotPicks
          type={type}
          picked={draft.slots}
          error={problemText(problems.slots)}
          onChange={(slots) => onChange({ slots })}
        />
      )}
    </fieldset>
  );
};
