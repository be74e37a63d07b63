import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts.js';
import { Action } from './action.js';
import { Panel } from './panel.js';

interface QuestionProps {
  readonly title: string;
  readonly warning: string;
  readonly yes: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly problem?: string | null;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children?: ReactNode;
}

/** Asks before something that cannot be undone. The way out comes first. */
export const Question = (props: QuestionProps) => {
  const { title, warning, yes, isDangerous = true, isBusy = false, problem = null, onYes, onNo, children } = props;
  const texts = useTexts();
  return (
    <Panel title={title} kind="question" onClose={onNo}>
      <p>{warning}</p>
      {children}
      {problem !== null && (
        <p role="alert" className="notice">
          {problem}
        </p>
      )}
      <div className="buttons">
        <Action onPress={onNo} isDisabled={isBusy}>
          {texts.common.cancel}
        </Action>
        <Action look={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} onPress={onYes}>
          {yes}
        </Action>
      </div>
    </Panel>
  );
};
