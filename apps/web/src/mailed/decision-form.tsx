import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Notice } from './notice.js';
import { texts } from './texts/texts.js';

/** The host's decision, with words for the attendee; they may be empty. */
export type Decision =
  | { readonly kind: 'approve'; readonly words: string }
  | { readonly kind: 'decline'; readonly words: string; readonly sendFreshLink: boolean };

interface DecisionFormProps {
  /** The decision that the form opens with; null to ask which. */
  readonly chosen: Decision['kind'] | null;
  readonly isSending: boolean;
  /** False if the meeting type is archived. */
  readonly canSendLink: boolean;
  readonly notice: string | null;
  readonly onDecide: (decision: Decision) => void;
}

/** Asks for one more press, so that nothing is decided by a program that follows links. */
export const DecisionForm = ({ chosen, isSending, canSendLink, notice, onDecide }: DecisionFormProps) => {
  const t = texts.approval;
  const id = useId();
  const [kind, setKind] = useState(chosen);
  const [words, setWords] = useState('');
  const [sendFreshLink, setSendFreshLink] = useState(false);
  const [hasChanged, setChanged] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The pressed button is gone.
    if (hasChanged) heading.current?.focus();
  }, [kind, hasChanged]);
  const choose = (next: Decision['kind']): void => {
    setKind(next);
    setChanged(true);
  };
  if (kind === null) {
    return (
      <>
        <h2>{t.title}</h2>
        <div className="buttons">
          <button type="button" className="primary" onClick={() => choose('approve')}>
            {t.approve}
          </button>
          <button type="button" className="secondary quiet-danger" onClick={() => choose('decline')}>
            {t.decline}
          </button>
        </div>
      </>
    );
  }
  const isApproval = kind === 'approve';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDecide(isApproval ? { kind, words } : { kind, words, sendFreshLink });
  };
  return (
    <form className="form" onSubmit={submit}>
      <h2 ref={heading} tabIndex={-1}>
        {isApproval ? t.approveTitle : t.declineTitle}
      </h2>
      <div className="field">
        <label htmlFor={id}>{isApproval ? t.message : t.reason}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={isApproval ? 2000 : 500}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {!isApproval && !canSendLink && <p>{t.noFreshLink}</p>}
      {!isApproval && canSendLink && (
        <label className="tick">
          <input type="checkbox" checked={sendFreshLink} onChange={(event) => setSendFreshLink(event.target.checked)} />
          {t.freshLink}
        </label>
      )}
      <Notice text={notice} />
      <button type="submit" className={isApproval ? 'primary' : 'danger'} aria-disabled={isSending}>
        {isSending ? t.sending : isApproval ? t.approveNow : t.declineNow}
      </button>
      <button
        type="button"
        className="link-button"
        disabled={isSending}
        onClick={() => choose(isApproval ? 'decline' : 'approve')}
      >
        {isApproval ? t.declineInstead : t.approveInstead}
      </button>
    </form>
  );
};
