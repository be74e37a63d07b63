import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { useMessages } from '../messages/language.js';
import { type FieldErrors, guestPath } from './details.js';
import { FormField } from './form-fields.js';

interface GuestFieldsProps {
  readonly guests: readonly string[];
  /** At least 1. */
  readonly most: number;
  readonly errors: FieldErrors;
  /** `name` is the field that changed. */
  readonly onChange: (guests: readonly string[], name: string) => void;
}

/** Asks for the e-mail addresses of others who take part. There is a field for each, on request. */
export const GuestFields = ({ guests, most, errors, onChange }: GuestFieldsProps) => {
  const messages = useMessages();
  const group = useRef<HTMLFieldSetElement>(null);
  const focusAfterRender = (selector: string): void => {
    requestAnimationFrame(() => group.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  return (
    <fieldset className="guests" ref={group}>
      <legend>{messages.optional(messages.guests)}</legend>
      <p className="quiet">{messages.guestsHint(most)}</p>
      {guests.map((guest, index) => (
        // Guests have no identity but their place in the list.
        <div key={index} className="guest">
          <FormField
            name={guestPath(index)}
            label={messages.guest(index + 1)}
            type="email"
            autoComplete="off"
            value={guest}
            error={errors[guestPath(index)]}
            maxLength={254}
            onChange={(typed) => onChange(guests.with(index, typed), guestPath(index))}
          />
          <Button
            className="secondary"
            aria-label={messages.removeGuest(index + 1)}
            onPress={() => {
              onChange(guests.toSpliced(index, 1), 'guests');
              focusAfterRender('.add-guest');
            }}
          >
            {messages.remove}
          </Button>
        </div>
      ))}
      {guests.length < most && (
        <Button
          className="secondary add-guest"
          onPress={() => {
            onChange([...guests, ''], 'guests');
            focusAfterRender('.guest:last-of-type input');
          }}
        >
          {messages.addGuest}
        </Button>
      )}
    </fieldset>
  );
};
