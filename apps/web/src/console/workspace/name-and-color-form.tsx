import {
  GROUNDS,
  shownAsChosen,
  PRODUCT_COLORS,
  type SchemeColors,
  readableColors,
} from '@bookonce/kernel/readable-color';
import { type FormEvent, useState } from 'react';
import { changedFields } from '../api/requests.js';
import type { Workspace } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem, TextInput, useFocusOnError } from '../ui/fields.js';
import { refusedFields } from '../ui/refused-fields.js';
import { differ, useUnsaved } from '../ui/unsaved.js';
import { typedColor } from './typed-color.js';
import { useChangeWorkspace } from './use-change-workspace.js';

export const NameAndColorForm = ({ workspace }: { readonly workspace: Workspace }) => {
  const texts = useTexts();
  const { workspace: t, common } = texts;
  const saved = { name: workspace.name, color: workspace.color ?? '' };
  // Only what was edited: the rest follows changes that others make.
  const [edits, setEdits] = useState<Partial<typeof saved>>({});
  const draft = { ...saved, ...edits };
  const [wasSubmitted, setSubmitted] = useState(false);
  const saving = useChangeWorkspace();
  const color = typedColor(draft.color);
  const wished = { name: draft.name.trim(), color: color ?? draft.color.trim() };
  useUnsaved(differ(saved, wished));
  const isColor = wished.color === '' || color !== null;
  const isValid = wished.name !== '' && isColor;
  const refused = refusedFields(saving.error, (path) => (path === 'name' || path === 'color' ? path : null));
  const problemOf = (field: 'name' | 'color'): string | null => (refused[field] === undefined ? null : common.refused);
  const form = useFocusOnError<HTMLFormElement>(saving.error);
  const edit = (changed: typeof edits): void => {
    setEdits({ ...edits, ...changed });
    if (!saving.isIdle) saving.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setSubmitted(true);
    if (!isValid) focusFirstProblem(event.currentTarget);
    else if (!saving.isPending)
      saving.mutate(changedFields(bodyOf(saved), bodyOf(wished)), { onSuccess: () => setEdits({}) });
  };
  return (
    <form ref={form} className="card form" onSubmit={submit} noValidate>
      <TextInput
        label={t.name}
        hint={t.nameHint}
        value={draft.name}
        maxLength={100}
        isRequired
        error={wasSubmitted && wished.name === '' ? common.required : problemOf('name')}
        onChange={(name) => edit({ name })}
      />
      <TextInput
        label={common.optional(t.color)}
        hint={t.colorHint}
        value={draft.color}
        error={wasSubmitted && !isColor ? t.wrongColor : problemOf('color')}
        onChange={(color) => edit({ color })}
      >
        <input
          type="color"
          aria-label={t.pickColor}
          value={color ?? PRODUCT_COLORS.light.accent}
          onChange={(event) => edit({ color: event.target.value })}
        />
      </TextInput>
      {isColor && <ColorPreview color={color} />}
      {saving.isError && (
        <p role="alert" className="notice">
          {errorText(saving.error, texts)}
        </p>
      )}
      <p role="status" className={saving.isSuccess ? 'notice good' : ''}>
        {saving.isSuccess ? t.saved : ''}
      </p>
      <div>
        <ActionButton type="submit" look="primary" isBusy={saving.isPending}>
          {saving.isPending ? common.saving : common.save}
        </ActionButton>
      </div>
    </form>
  );
};

const bodyOf = ({ name, color }: { readonly name: string; readonly color: string }) => ({
  name,
  color: color === '' ? null : color,
});

const ColorPreview = ({ color }: { readonly color: string | null }) => {
  const { workspace: t } = useTexts();
  const colors = color === null ? PRODUCT_COLORS : readableColors(color);
  return (
    <div role="group" aria-label={t.preview} className="brand-previews">
      <Sample label={t.light} ground={GROUNDS.light.paper} colors={colors.light} />
      <Sample label={t.dark} ground={GROUNDS.dark.paper} colors={colors.dark} />
      {color !== null && <p className="quiet hint">{t.readable(shownAsChosen(color))}</p>}
    </div>
  );
};

interface SampleProps {
  readonly label: string;
  readonly ground: string;
  readonly colors: SchemeColors;
}

const Sample = ({ label, ground, colors: { accent, onAccent } }: SampleProps) => {
  const { workspace: t } = useTexts();
  return (
    <figure className="brand-preview" style={{ background: ground, color: accent }}>
      <span className="sample-button" style={{ background: accent, color: onAccent }}>
        {t.sampleButton}
      </span>
      <span className="sample-link">{t.sampleLink}</span>
      <figcaption>{label}</figcaption>
    </figure>
  );
};
