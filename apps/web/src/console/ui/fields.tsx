import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Null if the value is valid. */
  readonly error?: string | null;
  readonly type?: 'text' | 'email' | 'date' | 'time' | 'number' | 'url' | 'password';
  readonly rows?: number;
  readonly isRequired?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly min?: string | number;
  readonly max?: string | number;
  readonly children?: ReactNode;
}

/** A text field with label, hint and error, associated for screen readers. */
export const TextInput = (props: TextInputProps) => {
  const { label, value, onChange, hint, error = null, type = 'text', rows, isRequired = false, children } = props;
  const { isReadOnly = false, autoComplete = 'off', maxLength, min, max } = props;
  const limits = {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      isRequired={isRequired}
      isReadOnly={isReadOnly}
      validationBehavior="aria"
      autoComplete={autoComplete}
      {...(type === 'number' ? { inputMode: 'numeric' as const } : { type })}
    >
      <Label>{label}</Label>
      {rows === undefined ? <Input {...limits} /> : <TextArea rows={rows} {...limits} />}
      {hint !== undefined && (
        <Text slot="description" className="quiet hint">
          {hint}
        </Text>
      )}
      <FieldError className="wrong">{error}</FieldError>
      {children}
    </TextField>
  );
};

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly hint?: string;
  /** Null if the choice is valid. */
  readonly error?: string | null;
}

/** Chooses one of a few options. The browser's own list works well on phones and with screen readers. */
export const Choice = <Value extends string>(props: ChoiceProps<Value>) => {
  const { label, value, options, onChange, hint, error = null } = props;
  const id = useId();
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === null ? [] : [`${id}-error`])];
  const choose = (text: string): void => {
    const chosen = options.find((option) => option.value === text);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => choose(event.target.value)}
        {...(error === null ? {} : { 'aria-invalid': true })}
        {...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') })}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="quiet hint">
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={`${id}-error`} className="wrong">
          {error}
        </span>
      )}
    </div>
  );
};

interface ProblemGroupProps {
  readonly legend: string;
  readonly hint: string;
  /** The problem of the group as a whole; null if it is valid. */
  readonly error: string | null;
  readonly children: ReactNode;
}

/** A card of fields that can be invalid together. */
export const ProblemGroup = ({ legend, hint, error, children }: ProblemGroupProps) => (
  <fieldset className="card fields" {...(error === null ? {} : { 'data-invalid': true })}>
    <legend>{legend}</legend>
    <p className="quiet">{hint}</p>
    {error !== null && (
      <p role="alert" className="wrong">
        {error}
      </p>
    )}
    {children}
  </fieldset>
);

/** Fields that are invalid, and groups of fields that are so together. */
const PROBLEMS = '[aria-invalid="true"], [role="group"][data-invalid], fieldset[data-invalid]';
const FOCUSABLE = 'input, select, textarea, button';

/** A part of a form that opens for its problem takes some frames until it is shown. */
const MOST_FRAMES = 20;

/** Moves the focus to the first invalid field from the top, once it is rendered and shown. */
export const focusFirstProblem = (form: HTMLElement, frames = MOST_FRAMES): void => {
  requestAnimationFrame(() => {
    const first = form.querySelector<HTMLElement>(PROBLEMS);
    const field = first?.matches(FOCUSABLE) === false ? first.querySelector<HTMLElement>(FOCUSABLE) : first;
    field?.focus();
    if (document.activeElement !== field && frames > 0) focusFirstProblem(form, frames - 1);
  });
};

/** Moves the focus to the first invalid field of a form after each error. The form gets the ref. */
export const useFocusOnError = <Form extends HTMLElement>(error: unknown): RefObject<Form | null> => {
  const form = useRef<Form>(null);
  useEffect(() => {
    if (error != null && form.current !== null) focusFirstProblem(form.current);
  }, [error]);
  return form;
};
