/** The colour of a calendar as its provider shows it. The page's policy allows no inline style, but attributes of SVG. */
export const Swatch = ({ color }: { readonly color: string | undefined }) => (
  <svg className="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <circle cx="6" cy="6" r="5" {...(color === undefined ? {} : { fill: withoutAlpha(color) })} />
  </svg>
);

/** Apple's servers send `#RRGGBBAA`. */
const withoutAlpha = (color: string): string => (/^#[0-9a-f]{8}$/i.test(color) ? color.slice(0, 7) : color);
