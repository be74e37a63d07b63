import type { Link } from '../api/shapes.js';
import { useTexts } from '../texts/texts.js';
import { CopyButton } from '../ui/copy-button.js';

/** Ready-made words for an e-mail and for a message, each to copy. */
export const ShareTexts = ({ texts }: { readonly texts: Link['shareTexts'] }) => {
  const { share } = useTexts();
  return (
    <section className="share-texts">
      <h3>{share.ready}</h3>
      <article>
        <h4>{share.emailText}</h4>
        <p>
          <span className="quiet">{share.subject}:</span> {texts.email.subject}
        </p>
        <pre>{texts.email.body}</pre>
        <div className="buttons">
          <CopyButton text={texts.email.body} key={texts.email.body}>
            {share.copyEmail}
          </CopyButton>
          <CopyButton text={texts.email.subject} key={texts.email.subject}>
            {share.copySubject}
          </CopyButton>
        </div>
      </article>
      <article>
        <h4>{share.message}</h4>
        <pre>{texts.message}</pre>
        <div className="buttons">
          <CopyButton text={texts.message} key={texts.message}>
            {share.copyMessage}
          </CopyButton>
        </div>
      </article>
    </section>
  );
};
