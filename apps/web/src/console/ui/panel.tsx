import type { ReactNode, RefObject } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from './buttons.js';
import { useFocusOnError } from './fields.js';
import { type LeaveWords, useHold } from './unsaved.js';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A panel opens at the side. A question opens in the middle, and a click outside does not close it. */
  readonly kind?: 'panel' | 'question';
  /** True if a wrong answer does harm. */
  readonly isAlert?: boolean;
  /** True while closing would lose something that was typed or chosen: then it asks first. */
  readonly hasEdits?: boolean;
  /** The words of the question; by default, whether to leave without saving. */
  readonly leaveWords?: LeaveWords | null;
  readonly dialogRef?: RefObject<HTMLElement | null>;
}

/** A dialog over the page. It traps the focus, and returns it when it closes. */
export const Panel = (props: PanelProps) => {
  const { title, onClose, children, kind = 'panel', isAlert = false, hasEdits = false, leaveWords = null } = props;
  const { dialogRef } = props;
  const texts = useTexts();
  const { leave } = useHold(hasEdits, leaveWords);
  const close = (): void => leave(onClose);
  const isQuestion = kind === 'question';
  return (
    <ModalOverlay
      isOpen
      isDismissable={!isQuestion}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
      className={`veil ${kind}-veil`}
    >
      <Modal className={kind}>
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'} {...(dialogRef === undefined ? {} : { ref: dialogRef })}>
          <header className="panel-bar">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!isQuestion && (
              <Button className="icon-button" onPress={close} aria-label={texts.common.close}>
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
  /**
   * The safe answer, if it is a decision of its own, such as "Keep booking": it closes at once. "Go back" if omitted, and
   * that asks first if edits would be lost, as Esc always does.
   */
  readonly no?: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  /** False while something that the answer depends on is still loading: then only the safe answer can be given. */
  readonly isReady?: boolean;
  readonly problem?: string | null;
  /** The last refusal: the focus goes to the first field that it marks. */
  readonly refusal?: unknown;
  /** True while something is typed or chosen that going back would lose: then it asks first. */
  readonly hasEdits?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children?: ReactNode;
}

/** Asks for confirmation. The safe answer comes first. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, warning, yes, no, isDangerous = true, isBusy = false, problem = null, onYes, onNo, children } = props;
  const { isReady = true } = props;
  const texts = useTexts();
  const { leave } = useHold(props.hasEdits ?? false);
  const goBack = (): void => leave(onNo);
  const dialogRef = useFocusOnError<HTMLElement>(props.refusal);
  return (
    <Panel title={title} kind="question" isAlert={isDangerous} dialogRef={dialogRef} onClose={goBack}>
      <p>{warning}</p>
      {children}
      {problem !== null && (
        <p role="alert" className="notice">
          {problem}
        </p>
      )}
      <div className="buttons">
        <ActionButton onPress={no === undefined ? goBack : onNo} isDisabled={isBusy}>
          {no ?? texts.common.dismiss}
        </ActionButton>
        <ActionButton look={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} isDisabled={!isReady} onPress={onYes}>
          {yes}
        </ActionButton>
      </div>
    </Panel>
  );
};
