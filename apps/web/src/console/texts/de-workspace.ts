import type { enWorkspace } from './en-workspace.js';

/** Texte der Konsole zu dem, was Gäste vom Arbeitsbereich sehen. */
export const deWorkspace: typeof enWorkspace = {
  workspace: {
    title: 'Arbeitsbereich',
    lead: 'Was Gäste auf Buchungsseiten und in E-Mails sehen.',
    name: 'Name',
    nameHint: 'Steht in E-Mails und, wenn es kein Logo gibt, auf Buchungsseiten.',
    color: 'Farbe',
    colorHint: 'Für Knöpfe und Links, zum Beispiel #0a7048. Ohne Angabe bleibt das übliche Blau.',
    pickColor: 'Farbe auswählen',
    wrongColor: 'Eine Farbe hat drei oder sechs Stellen von 0 bis f, zum Beispiel #0a7048.',
    preview: 'Vorschau',
    light: 'Hell',
    dark: 'Dunkel',
    sampleButton: 'Diese Zeit buchen',
    sampleLink: 'Andere Zeit wählen',
    readable: ({ light, dark }) => {
      if (light && dark) return 'Text in dieser Farbe ist gut lesbar.';
      if (light) return 'Auf hellem Hintergrund wie gewählt, auf dunklem in einem helleren Farbton.';
      if (dark) return 'Auf dunklem Hintergrund wie gewählt, auf hellem in einem dunkleren Farbton.';
      return 'In dieser Farbe wäre Text schwer zu lesen. Gäste sehen den nächsten Farbton, der gut lesbar ist.';
    },
    saved: 'Gespeichert. Gäste sehen es ab sofort.',
    logo: 'Logo',
    logoHint:
      'Ein Bild als PNG, JPEG oder WebP. Gäste sehen es auf Buchungsseiten, auf hellem und dunklem Hintergrund.',
    noLogo: 'Kein Logo: Gäste sehen den Namen.',
    logoOf: (name) => `Logo von ${name}`,
    chooseLogo: 'Bild auswählen',
    uploading: 'Wird hochgeladen …',
    removeLogo: 'Logo entfernen',
    logoSaved: 'Gäste sehen das Logo ab sofort.',
    logoRemoved: 'Das Logo ist entfernt.',
    logoFaults: {
      noPicture: 'Diese Datei ist kein Bild. Wählen Sie ein Bild als PNG, JPEG oder WebP.',
      tooSmall: 'Dieses Bild ist zu klein oder zu schmal für ein Logo. Jede Seite braucht mindestens 16 Pixel.',
      notTaken: 'Dieses Bild ist animiert oder beschädigt. Wählen Sie ein Standbild als PNG, JPEG oder WebP.',
    },
  },
};
