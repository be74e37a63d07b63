import { type FormEvent, useState } from 'react';
import type { HolidayCountry, HolidaySettings, HostHolidays } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { Choice, useFocusOnError } from '../ui/fields.js';
import { refusedFields } from '../ui/refused-fields.js';
import { useUnsaved } from '../ui/unsaved.js';
import { useProblemText } from '../ui/use-problem-text.js';

interface PlaceFormProps {
  readonly countries: readonly HolidayCountry[];
  readonly holidays: HostHolidays;
  readonly isBusy: boolean;
  /** The last refusal of the service; null if there is none. */
  readonly error: unknown;
  readonly onSave: (settings: HolidaySettings) => void;
}

/** Stands for no country, or for the whole country, in a list whose values are texts. */
const NONE = '';

/** Chooses the country and region whose holidays count. */
export const PlaceForm = ({ countries, holidays, isBusy, error, onSave }: PlaceFormProps) => {
  const { holidays: t, common } = useTexts();
  const problemText = useProblemText();
  const refused = refusedFields(error, (path) => (path === 'country' || path === 'region' ? path : null));
  const form = useFocusOnError<HTMLFormElement>(error);
  const [country, setCountry] = useState(holidays.country ?? NONE);
  const [region, setRegion] = useState(holidays.region ?? NONE);
  const regions = countries.find((one) => one.country === country)?.regions ?? [];
  const isSaved = country === (holidays.country ?? NONE) && region === (holidays.region ?? NONE);
  useUnsaved(!isSaved);
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isBusy || isSaved) return;
    if (country === NONE) return onSave({ country: null });
    // Days that are off belong to the country.
    const off = country === holidays.country ? holidays.off : [];
    onSave({ country, off, ...(region === NONE ? {} : { region }) });
  };
  return (
    <form ref={form} className="fields" onSubmit={save}>
      <Choice
        label={t.country}
        value={country}
        error={problemText(refused.country)}
        options={[
          { value: NONE, label: t.noCountry },
          ...countries.map((one) => ({ value: one.country, label: one.name })),
        ]}
        onChange={(chosen) => {
          setCountry(chosen);
          setRegion(NONE);
        }}
      />
      {regions.length > 0 && (
        <Choice
          label={t.region}
          value={region}
          error={problemText(refused.region)}
          options={[
            { value: NONE, label: t.wholeCountry },
            ...regions.map((one) => ({ value: one.region, label: one.name })),
          ]}
          onChange={setRegion}
        />
      )}
      {isSaved && country === NONE && <p className="quiet">{t.none}</p>}
      {!isSaved && (
        <div>
          <ActionButton type="submit" look="primary" isBusy={isBusy}>
            {isBusy ? common.saving : t.save}
          </ActionButton>
        </div>
      )}
    </form>
  );
};
