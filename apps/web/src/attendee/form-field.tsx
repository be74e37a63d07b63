import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';

interface FormFieldProps extends Pick<TextFieldProps, 'name' | 'type' | 'autoComplete' | 'isRequired'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it; it goes as soon as something is typed, so that nothing moves under a finger that presses. */
  readonly error: string | undefined;
  readonly hint?: string;
  /** Rows of a field for several lines; one line when left out. */
  readonly rows?: number;
  readonly maxLength: number;
}

/** A field for text, with what is wrong beside it. */
export const FormField = ({ label, hint, rows, error, maxLength, ...field }: FormFieldProps) => (
  <TextField {...field} validationBehavior="aria" isInvalid={error !== undefined} className="field">
    <Label>{label}</Label>
    {rows === undefined ? <Input maxLength={maxLength} /> : <TextArea rows={rows} maxLength={maxLength} />}
    {hint !== undefined && (
      <Text slot="description" className="quiet">
        {hint}
      </Text>
    )}
    <FieldError className="wrong">{error}</FieldError>
  </TextField>
);
