import { isTallLogo } from '@bookonce/kernel/logo-limits';
import { GROUNDS, INKS } from '@bookonce/kernel/readable-color';
import { useRef, useState } from 'react';
import { ApiError } from '../../api/client.js';
import type { Workspace } from '../api/shapes.js';
import { errorText, useTexts } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { type LogoFault, logoDataOf } from './logo-file.js';
import { useChangeWorkspace } from './use-change-workspace.js';

/** Shows the logo on both grounds. A picture is saved when it is chosen: the service says whether it can be used. */
export const LogoForm = ({ workspace: { name, logo } }: { readonly workspace: Workspace }) => {
  const texts = useTexts();
  const { workspace: t } = texts;
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<LogoFault | null>(null);
  const saving = useChangeWorkspace();
  const upload = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setFault(null);
    saving.reset();
    const data = await logoDataOf(file);
    if (data.ok) saving.mutate({ logo: { data: data.value } });
    else setFault(data.error);
  };
  const refusal = saving.error === null || isOutage(saving.error) ? null : 'notTaken';
  const wrong = fault ?? refusal;
  return (
    <section className="card form" aria-labelledby="logo-title">
      <h2 id="logo-title">{t.logo}</h2>
      <p className="quiet">{t.logoHint}</p>
      {logo === null ? (
        <p>{t.noLogo}</p>
      ) : (
        <div className="brand-previews">
          {(['light', 'dark'] as const).map((scheme) => (
            <figure
              key={scheme}
              className={isTallLogo(logo) ? 'brand-preview tall' : 'brand-preview'}
              style={{ background: GROUNDS[scheme].paper, color: INKS[scheme].ink }}
            >
              <img src={logo.url} alt={t.logoOf(name)} width={logo.width} height={logo.height} />
              <figcaption>{t[scheme]}</figcaption>
            </figure>
          ))}
        </div>
      )}
      {(wrong !== null || saving.isError) && (
        <p role="alert" className="notice">
          {wrong === null ? errorText(saving.error, texts) : t.logoFaults[wrong]}
        </p>
      )}
      <p role="status" className={saving.isSuccess ? 'notice good' : ''}>
        {saving.isPending ? t.uploading : saving.isSuccess ? (logo === null ? t.logoRemoved : t.logoSaved) : ''}
      </p>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label={t.chooseLogo}
        hidden
        onChange={(event) => {
          void upload(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <div className="buttons">
        <ActionButton isBusy={saving.isPending} onPress={() => input.current?.click()}>
          {t.chooseLogo}
        </ActionButton>
        {logo !== null && (
          <ActionButton look="secondary quiet-danger" onPress={() => saving.mutate({ logo: null })}>
            {t.removeLogo}
          </ActionButton>
        )}
      </div>
    </section>
  );
};

/** True if the service did not judge the picture. */
const isOutage = (error: Error): boolean => !(error instanceof ApiError) || error.problem?.status !== 422;
