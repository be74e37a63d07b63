import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';
import { Action } from './buttons.js';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A panel stands at the side; a question stands in the middle, and is not closed by a click beside it. */
  readonly kind?: 'panel' | 'question';
}

/** What is in front of the page until it is closed; the focus stays within it and comes back afterwards. */
export const Panel = ({ title, onClose, children, kind = 'panel' }: PanelProps) => {
  const texts = useTexts();
  const isQuestion = kind === 'question';
  return (
    <ModalOverlay
      isOpen
      isDismissable={!isQuestion}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={`veil ${kind}-veil`}
    >
      <Modal className={kind}>
        <Dialog role={isQuestion ? 'alertdialog' : 'dialog'}>
          <header className="panel-bar">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!isQuestion && (
              <Button className="icon-button" onPress={onClose} aria-label={texts.common.close}>
                <span aria-hidden="true">×</span>
              </Button>
            )}
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};

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
