/** The limits of a logo: the console draws pictures smaller until they fit, and the service refuses larger ones. */
export const LARGEST_LOGO_BYTES = 48 * 1024;

/** Of each side. */
export const LOGO_PIXELS = { fewest: 16, most: 2_048 } as const;

/** The longer side in shorter ones: pages show a logo so small that a thinner one would be a line. */
export const LOGO_THINNEST = 16;

/** True if the picture has few and many enough pixels on each side, and is not too thin. */
export const isLogoSize = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  [width, height].every((side) => side >= LOGO_PIXELS.fewest && side <= LOGO_PIXELS.most) &&
  Math.max(width, height) <= LOGO_THINNEST * Math.min(width, height);

/** True if the picture is much higher than wide: in the flat box of other logos it would be a thin stroke. */
export const isTallLogo = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  height > 1.5 * width;
