/** The console's texts about what attendees see of the workspace. */
export const enWorkspace = {
  workspace: {
    title: 'Workspace',
    lead: 'How booking pages and e-mails look to attendees.',
    name: 'Name',
    nameHint: 'Appears in e-mails and, without a logo, on booking pages.',
    color: 'Colour',
    colorHint: 'For buttons and links, such as #0a7048. Leave empty for the usual blue.',
    pickColor: 'Pick a colour',
    wrongColor: 'A colour has three or six digits from 0 to f, such as #0a7048.',
    preview: 'Preview',
    light: 'Light',
    dark: 'Dark',
    sampleButton: 'Book this time',
    sampleLink: 'Choose another time',
    /** In which schemes the colour is shown as it was chosen. */
    readable: ({ light, dark }: { readonly light: boolean; readonly dark: boolean }): string => {
      if (light && dark) return 'The colour is easy to read as it is.';
      if (light) return 'Shown as chosen on light backgrounds, and in a lighter shade on dark ones.';
      if (dark) return 'Shown as chosen on dark backgrounds, and in a darker shade on light ones.';
      return 'In this colour, text would be hard to read. Attendees see the nearest shade that is easy to read.';
    },
    saved: 'Saved. Attendees see it from now on.',
    logo: 'Logo',
    logoHint: 'A PNG, JPEG or WebP picture. Attendees see it on booking pages, on light and dark backgrounds.',
    noLogo: 'No logo: attendees see the name.',
    logoOf: (name: string) => `Logo of ${name}`,
    chooseLogo: 'Choose a picture',
    uploading: 'Uploading…',
    removeLogo: 'Remove logo',
    logoSaved: 'Attendees see the logo from now on.',
    logoRemoved: 'The logo is removed.',
    logoFaults: {
      noPicture: 'This file is not a picture. Choose a PNG, JPEG or WebP picture.',
      tooSmall: 'This picture is too small or too narrow for a logo. Choose one with at least 16 pixels on each side.',
      notTaken: 'This picture is animated or damaged. Choose a still PNG, JPEG or WebP picture.',
    },
  },
};
