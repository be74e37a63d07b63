import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from './buttons.js';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A panel opens at the side. A question opens in the middle, and a click outside does not close it. */
  readonly kind?: 'panel' | 'question';
  /** True if a wrong answer does harm. */
  readonly isAlert?: boolean;
}

/** A dialog over the page. It traps the focus, and returns it when it closes. */
export const Panel = ({ title, onClose, children, kind = 'panel', isAlert = false }: PanelProps) => {
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
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'}>
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

interface ConfirmDialogProps {
  readonly title: string;
  readonly warning: string;
  readonly yes: string;
  /** The safe answer; "Go back" if omitted. */
  readonly no?: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly problem?: string | null;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children?: ReactNode;
}

/** Asks for confirmation. The safe answer comes first. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, warning, yes, no, isDangerous = true, isBusy = false, problem = null, onYes, onNo, children } = props;
  const texts = useTexts();
  return (
    <Panel title={title} kind="question" isAlert={isDangerous} onClose={onNo}>
      <p>{warning}</p>
      {children}
      {problem !== null && (
        <p role="alert" className="notice">
          {problem}
        </p>
      )}
      <div className="buttons">
        <ActionButton onPress={onNo} isDisabled={isBusy}>
          {no ?? texts.common.dismiss}
        </ActionButton>
        <ActionButton look={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} onPress={onYes}>
          {yes}
        </ActionButton>
      </div>
    </Panel>
  );
};
