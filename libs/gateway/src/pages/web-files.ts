import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';

/** The bundle of apps/web, beside this package, whether this one runs from its sources or from its dist. */
const DIST = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'web', 'dist');
export const ASSETS_PATH = '/assets/';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const ENTRIES = { attendee: 'src/attendee/main.tsx', console: 'src/console/main.tsx' } as const;

export type Entry = keyof typeof ENTRIES;

/** A file of the bundle; its name holds a hash of what it says, so that it may be kept for ever. */
export interface WebFile {
  readonly name: string;
  readonly contentType: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

/** What a page has to load for an entry; addresses. */
export interface EntryFiles {
  readonly scripts: readonly string[];
  readonly preloads: readonly string[];
  readonly styles: readonly string[];
}

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]), css: z.array(z.string()).default([]) }),
);

/** The bundle as it was built. Throws where it was not. */
export class WebFiles {
  readonly files: ReadonlyMap<string, WebFile>;
  readonly #entries: ReadonlyMap<Entry, EntryFiles>;

  constructor(dist = DIST) {
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
            styles: chunk.css.map(addressOf),
          },
        ];
      }),
    );
    const names = readdirSync(dist).filter((name) => extname(name) in TYPES);
    this.files = new Map(names.map((name) => [name, readFile(dist, name)]));
  }

  of(entry: Entry): EntryFiles {
    const files = this.#entries.get(entry);
    if (files === undefined) throw new Error(`there is no page ${entry}`);
    return files;
  }
}

type Manifest = z.infer<typeof manifestSchema>;

const readManifest = (dist: string): Manifest => {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')));
  } catch {
    throw new Error('the pages are not built: run `npm run build`');
  }
};

const importsOf = (manifest: Manifest, name: string): readonly Manifest[string][] =>
  (manifest[name]?.imports ?? []).flatMap((next) => {
    const chunk = manifest[next];
    return chunk === undefined ? [] : [chunk, ...importsOf(manifest, next)];
  });

const addressOf = (file: string): string => `${ASSETS_PATH}${file}`;

const readFile = (dist: string, name: string): WebFile => ({
  name,
  contentType: TYPES[extname(name)] ?? 'application/octet-stream',
  plain: readFileSync(join(dist, name)),
  brotli: readFileSync(join(dist, `${name}.br`)),
  gzip: readFileSync(join(dist, `${name}.gz`)),
});

let loaded: WebFiles | null = null;

/** Read once: what was built does not change while it is served. */
export const webFiles = (): WebFiles => (loaded ??= new WebFiles());
