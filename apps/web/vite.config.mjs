import { createRequire } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';

const { vite: optimizeLocales } = createRequire(import.meta.url)('@react-aria/optimize-locales-plugin');
const here = import.meta.dirname;

/** The languages that the pages have message files for; components bring their own texts in these. */
const LOCALES = ['en-US', 'de-DE'];

export default {
  root: here,
  base: '/assets/',
  publicDir: false,
  plugins: [{ ...optimizeLocales({ locales: LOCALES }), enforce: 'pre' }, react()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsDir: '',
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    // No data: addresses: the pages' policy allows nothing that is not a file of the product.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { attendee: join(here, 'src/attendee/main.tsx'), console: join(here, 'src/console/main.tsx') },
    },
  },
};
