import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import { useMessages } from '../messages/language.js';
import { cancelBooking, type Change } from './change-booking.js';
import { FocusHeading } from './focus-heading.js';

interface CancelBookingProps {
  readonly manageToken: string;
  readonly onDone: (change: Change) => void;
  readonly onBack: () => void;
}

/** Says what cancelling means, and asks once more. */
export const CancelBooking = ({ manageToken, onDone, onBack }: CancelBookingProps) => {
  const messages = useMessages();
  const [reason, setReason] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const cancelling = useMutation({
    mutationFn: () => cancelBooking(manageToken, reason),
    onSuccess: (change) => (change.kind === 'failed' ? setFailed(true) : onDone(change)),
    onError: () => setFailed(true),
  });
  return (
    <section>
      <FocusHeading>{messages.cancelSure}</FocusHeading>
      <p>{messages.cancelMeans}</p>
      {hasFailed && (
        <p role="alert" className="notice">
          {messages.tryAgain}
        </p>
      )}
      <TextField value={reason} onChange={setReason} className="field">
        <Label>{messages.cancelReason}</Label>
        <TextArea rows={2} maxLength={500} />
      </TextField>
      <div className="buttons">
        <Button className="danger" isPending={cancelling.isPending} onPress={() => cancelling.mutate()}>
          {cancelling.isPending ? messages.cancelling : messages.cancelNow}
        </Button>
        <Button className="secondary" isDisabled={cancelling.isPending} onPress={onBack}>
          {messages.keep}
        </Button>
      </div>
    </section>
  );
};
