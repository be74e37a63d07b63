import type { Host, MeetingType } from '../api/shapes.js';
import { UnusedReminderFields } from '../meeting-types/reminder-fields.js';
import { useTexts } from '../texts/texts.js';
import { Choice, TextInput } from '../ui/fields.js';
import { TickBox } from '../ui/tick-box.js';
import { useProblemText } from '../ui/use-problem-text.js';
import type { LinkDraft, LinkDraftProblems } from './link-draft.js';
import { OverrideFields } from './override-fields.js';

interface LinkFieldsProps {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  readonly draft: LinkDraft;
  /** Problems are shown only after an attempt to generate the link. */
  readonly problems: LinkDraftProblems;
  readonly onChange: (draft: LinkDraft) => void;
}

/** Fields for the recipient, the validity and the host of a link, and for what differs from its meeting type. */
export const LinkFields = ({ type, hosts, draft, problems, onChange }: LinkFieldsProps) => {
  const { share, common } = useTexts();
  const problemText = useProblemText();
  // A link for a deactivated host is refused.
  const team = hosts.filter((host) => host.active && type.hostIds.includes(host.id));
  const allTogether = type.assignment === 'collective' ? share.allHosts : share.anyHost;
  const hasEmail = draft.email.trim() !== '';
  return (
    <>
      <fieldset className="fields">
        <legend>{share.for}</legend>
        <TextInput
          label={common.optional(share.name)}
          hint={share.nameHint}
          value={draft.name}
          maxLength={200}
          error={problemText(problems.name)}
          onChange={(name) => onChange({ ...draft, name })}
        />
        <TextInput
          label={draft.recipientOnly ? share.email : common.optional(share.email)}
          type="email"
          value={draft.email}
          maxLength={254}
          error={problemText(problems.email)}
          onChange={(email) => onChange({ ...draft, email })}
        />
        <TickBox
          label={share.recipientOnly}
          hint={share.recipientOnlyHint}
          isSelected={draft.recipientOnly}
          onChange={(recipientOnly) => onChange({ ...draft, recipientOnly })}
        />
        {(hasEmail || draft.name.trim() !== '') && (
          <TickBox
            label={share.prefill}
            hint={share.prefillHint}
            isSelected={draft.prefill}
            onChange={(prefill) => onChange({ ...draft, prefill })}
          />
        )}
        <TextInput
          label={common.optional(share.note)}
          value={draft.note}
          rows={2}
          maxLength={2000}
          error={problemText(problems.note)}
          onChange={(note) => onChange({ ...draft, note })}
        />
        <TextInput
          label={share.validDays}
          type="number"
          value={draft.days}
          error={problemText(problems.days)}
          onChange={(days) => onChange({ ...draft, days })}
        />
        {hasEmail && (
          <UnusedReminderFields
            draft={draft}
            problems={problems}
            onChange={(reminders) => onChange({ ...draft, ...reminders })}
          />
        )}
        {type.assignment !== 'single' && type.hostIds.length > 1 && team.length > 0 && (
          <Choice
            label={share.calendar}
            value={draft.hostId}
            error={problemText(problems.hostId)}
            options={[{ value: '', label: allTogether }, ...team.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(hostId) => onChange({ ...draft, hostId })}
          />
        )}
      </fieldset>
      <OverrideFields
        type={type}
        draft={draft}
        problems={problems}
        onChange={(overrides) => onChange({ ...draft, ...overrides })}
      />
    </>
  );
};
