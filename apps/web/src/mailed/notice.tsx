/** Why something failed; nothing if it did not. */
export const Notice = ({ text }: { readonly text: string | null }) =>
  text !== null && (
    <p role="alert" className="notice">
      {text}
    </p>
  );
