import { createRequire } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';

const { vite: optimizeLocales } = createRequire(import.meta.url)('@react-aria/optimize-locales-plugin');
const here = import.meta.dirname;

/** Languages with message files. Components ship their own texts only in these. */
const LOCALES = ['en-US', 'de-DE'];

export default {
  root: here,
  base: '/assets/',
  publicDir: false,
  // From the sources, so that the bundle does not wait for another package's build.
  resolve: { alias: { '@bookonce/kernel': join(here, '../../libs/kernel/src') } },
  plugins: [{ ...optimizeLocales({ locales: LOCALES }), enforce: 'pre' }, react()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsDir: '',
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    // No data: URLs, because the content security policy allows only files of the product.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        attendee: join(here, 'src/attendee/main.tsx'),
        mailed: join(here, 'src/mailed/main.tsx'),
        console: join(here, 'src/console/main.tsx'),
      },
    },
  },
};
