import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The folder of the built apps/web. The path is the same from `src` and from `dist`. */
export const WEB_BUNDLE = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'web', 'dist');
export const ASSETS_PATH = '/assets/';

const ENTRIES = {
  attendee: 'src/attendee/main.tsx',
  mailed: 'src/mailed/main.tsx',
  console: 'src/console/main.tsx',
} as const;

export type Entry = keyof typeof ENTRIES;

/** URLs of the files that a page loads for an entry. */
export interface EntryFiles {
  readonly scripts: readonly string[];
  readonly preloads: readonly string[];
  /** The messages of the page, by language. */
  readonly texts: Readonly<Partial<Record<string, string>>>;
  readonly styles: readonly string[];
}

/** Entries that load their messages as a file of their own, one for each language. */
const HAVE_TEXTS: ReadonlySet<Entry> = new Set(['attendee', 'console']);
const MESSAGES = /^src\/messages\/(\w+)\.ts$/;

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]), css: z.array(z.string()).default([]) }),
);

/** The entries of the web bundle. The constructor throws if the bundle was not built. */
export class WebFiles {
  readonly #entries: ReadonlyMap<Entry, EntryFiles>;

  constructor(dist = WEB_BUNDLE) {
    const manifest = readManifest(dist);
    this.#entries = new Map(
      (Object.keys(ENTRIES) as Entry[]).map((entry) => {
        const chunk = manifest[ENTRIES[entry]];
        if (chunk === undefined) throw new Error(`the web bundle has no ${entry}: run \`npm run build\``);
        return [
          entry,
          {
            scripts: [addressOf(chunk.file)],
            preloads: importsOf(manifest, ENTRIES[entry]).map(({ file }) => addressOf(file)),
            texts: HAVE_TEXTS.has(entry) ? textsIn(manifest) : {},
            styles: [...importsOf(manifest, ENTRIES[entry]), chunk].flatMap(({ css }) => css).map(addressOf),
          },
        ];
      }),
    );
  }

  of(entry: Entry): EntryFiles {
    const files = this.#entries.get(entry);
    if (files === undefined) throw new Error(`unknown entry of the web bundle: ${entry}`);
    return files;
  }
}

type Manifest = z.infer<typeof manifestSchema>;

const readManifest = (dist: string): Manifest => {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')));
  } catch {
    throw new Error('The web bundle is missing. Run `npm run build`.');
  }
};

const importsOf = (manifest: Manifest, name: string): readonly Manifest[string][] =>
  (manifest[name]?.imports ?? []).flatMap((next) => {
    const chunk = manifest[next];
    return chunk === undefined ? [] : [chunk, ...importsOf(manifest, next)];
  });

const textsIn = (manifest: Manifest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(manifest).flatMap(([name, { file }]) => {
      const language = MESSAGES.exec(name)?.[1];
      return language === undefined ? [] : [[language, addressOf(file)]];
    }),
  );

const addressOf = (file: string): string => `${ASSETS_PATH}${file}`;

let loaded: WebFiles | null = null;

/** Reads the bundle's manifest on the first call. */
export const webFiles = (): WebFiles => (loaded ??= new WebFiles());
