import { type ReactNode, useState } from 'react';
import { useTexts } from '../texts/texts.js';
import { TextInput } from '../ui/fields.js';
import { ConfirmDialog } from '../ui/panel.js';

/** A message as it is sent: without the field if nothing was typed. */
export interface MailBody {
  readonly message?: string;
}

interface MailDialogProps {
  readonly title: string;
  readonly warning: string;
  readonly yes: string;
  readonly isBusy: boolean;
  readonly problem?: string | null;
  /** The last refusal, which may be about the message. */
  readonly refusal?: unknown;
  /** Null if the message was accepted. */
  readonly messageProblem?: string | null;
  readonly onEdit?: () => void;
  readonly onSend: (body: MailBody) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/**
 * Asks before a mail is sent, and for a message. The message lives and ends with the dialog: it is meant for these
 * recipients, so neither the next ones nor the next opening may find it.
 */
export const MailDialog = (props: MailDialogProps) => {
  const { title, warning, yes, isBusy, problem = null, refusal, messageProblem = null, children } = props;
  const { links: t, common } = useTexts();
  const [message, setMessage] = useState('');
  const trimmed = message.trim();
  return (
    <ConfirmDialog
      title={title}
      warning={warning}
      yes={yes}
      isDangerous={false}
      isBusy={isBusy}
      problem={problem}
      refusal={refusal}
      hasEdits={trimmed !== '' && !isBusy}
      onYes={() => props.onSend(trimmed === '' ? {} : { message: trimmed })}
      onNo={props.onClose}
    >
      {children}
      <TextInput
        label={common.optional(t.yourMessage)}
        rows={3}
        maxLength={2000}
        value={message}
        error={messageProblem}
        onChange={(typed) => {
          setMessage(typed);
          props.onEdit?.();
        }}
      />
    </ConfirmDialog>
  );
};
