/** The limits of a logo: the console draws pictures smaller until they fit, and the service refuses larger ones. */
export const LARGEST_LOGO_BYTES = 48 * 1024;

/** Of each side. */
export const LOGO_PIXELS = { fewest: 16, most: 2_048 } as const;

/** True if the picture is much higher than wide: in the flat box of other logos it would be a thin stroke. */
export const isTallLogo = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  height > 1.5 * width;
