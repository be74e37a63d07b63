import type { FormEvent } from 'react';
import { Link } from 'wouter';
import type { Host } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { Action } from '../ui/action.js';
import { focusFirstProblem } from '../ui/focus-first-problem.js';
import { wordsFor } from '../ui/words-for.js';
import { BasicFields } from './basic-fields.js';
import type { DraftFields } from './draft-fields.js';
import { HostFields } from './host-fields.js';
import { QuestionFields } from './question-fields.js';
import { TimeFields } from './time-fields.js';

interface DraftFormProps extends DraftFields {
  readonly hosts: readonly Host[];
  readonly isNew: boolean;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
}

export const DraftForm = ({ hosts, isNew, isSaving, error, onSave, ...fields }: DraftFormProps) => {
  const texts = useTexts();
  const { common, editor } = texts;
  const isWrong = Object.keys(fields.problems).length > 0;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isSaving) return;
    onSave();
    focusFirstProblem(event.currentTarget);
  };
  return (
    <form className="editor" onSubmit={submit} noValidate>
      <BasicFields {...fields} />
      <HostFields {...fields} hosts={hosts} />
      <TimeFields {...fields} />
      <QuestionFields {...fields} />
      {!isNew && <p className="quiet">{editor.links}</p>}
      {(isWrong || error !== null) && (
        <p role="alert" className="notice">
          {isWrong ? common.lookAtMarked : wordsFor(error, texts)}
        </p>
      )}
      <div className="buttons">
        <Action type="submit" look="primary" isBusy={isSaving}>
          {isSaving ? common.saving : common.save}
        </Action>
        <Link href="/" className="secondary">
          {common.back}
        </Link>
      </div>
    </form>
  );
};
