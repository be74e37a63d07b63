/** The colours of one scheme, each as `#rrggbb`, for an accent on the pages' own grounds. */
export interface SchemeColors {
  readonly accent: string;
  /** A ground for things that are chosen, behind text in the accent. */
  readonly accentSoft: string;
  /** Text on the accent. */
  readonly onAccent: string;
}

export interface ReadableColors {
  readonly light: SchemeColors;
  readonly dark: SchemeColors;
}

/** WCAG AA for text of usual size. */
export const READABLE = 4.5;

/** The grounds that pages and mails have. `tokens.css` of the pages has the same, and a test compares them. */
export const GROUNDS = {
  light: { paper: '#ffffff', ground: '#f3f5f9' },
  dark: { paper: '#171d2a', ground: '#0e131d' },
} as const;

/** The colours of text and lines on those grounds; in `tokens.css`, too. */
export const INKS = {
  light: { ink: '#14213d', quiet: '#55617a', hairline: '#dde3ec' },
  dark: { ink: '#e8edf6', quiet: '#a9b4c8', hairline: '#2b3446' },
} as const;

/** The colours of a workspace that has chosen none; in `tokens.css`, too. */
export const PRODUCT_COLORS = {
  light: { accent: '#1d4ed8', accentSoft: '#e3ebff', onAccent: '#ffffff' },
  dark: { accent: '#8fb2ff', accentSoft: '#22304f', onAccent: '#0b1730' },
} as const satisfies ReadableColors;

const LIGHT = { ...GROUNDS.light, end: '#000000', onAccent: PRODUCT_COLORS.light.onAccent, soft: 0.12 } as const;
const DARK = { ...GROUNDS.dark, end: '#ffffff', onAccent: PRODUCT_COLORS.dark.onAccent, soft: 0.2 } as const;

type Scheme = typeof LIGHT | typeof DARK;

/**
 * Returns the nearest shades of a colour (`#rrggbb`) that can be read: as text on the pages' grounds, and under text on
 * buttons, in light and dark.
 */
export const readableColors = (color: string): ReadableColors => ({
  light: readableIn(LIGHT, color),
  dark: readableIn(DARK, color),
});

/** The number of shades between a colour and black or white. */
const SHADES = 64;

const readableIn = (scheme: Scheme, color: string): SchemeColors => {
  for (let shade = 0; ; shade += 1) {
    const accent = mixed(color, scheme.end, shade / SHADES);
    const accentSoft = mixed(scheme.paper, accent, scheme.soft);
    const grounds = [scheme.paper, scheme.ground, accentSoft, scheme.onAccent];
    if (shade === SHADES || grounds.every((ground) => contrastOf(accent, ground) >= READABLE)) {
      return { accent, accentSoft, onAccent: scheme.onAccent };
    }
  }
};

/** In which schemes the colour itself is readable, so that it is shown as it was chosen. No colour is so in both. */
export const shownAsChosen = (color: string): { readonly light: boolean; readonly dark: boolean } => {
  const { light, dark } = readableColors(color);
  return { light: light.accent === color, dark: dark.accent === color };
};

/** The contrast of two colours by WCAG 2: 1 to 21. */
export const contrastOf = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

const luminanceOf = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const channelsOf = (color: string): readonly number[] =>
  [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16));

/** `part` of the way from one colour to the other. */
const mixed = (from: string, to: string, part: number): string => {
  const ends = channelsOf(to);
  const channels = channelsOf(from).map((channel, index) =>
    Math.round(channel + ((ends[index] ?? 0) - channel) * part),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
};
