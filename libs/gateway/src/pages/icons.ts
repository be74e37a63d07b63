import { PRODUCT_COLORS } from '@bookonce/kernel/readable-color';
import type { FastifyInstance } from 'fastify';

export const ICON_SVG_PATH = '/icon.svg';
export const ICON_PNG_PATH = '/favicon.ico';

const { accent, onAccent } = PRODUCT_COLORS.light;

export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="${accent}"/><path d="M26 20l10-6v36" fill="none" stroke="${onAccent}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The same picture in 64 × 64 pixels, for browsers that ask for no other, and for link previews. */
export const ICON_PNG = [
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAYAAACqaXHeAAAD6ElEQVR4nOybXWhURxTH/2f2agzdmNCyzTZJMdB2s5YKCkX79ZCi',
  'LdbaldqSIkSLRexLv54qhZb69WRAX3wUUfRBNCiuUVFRo6AQUYkoZBMloMk10QeNa2KiZu945uaDxKzGhEx2vXN/sLt35tz7cP7n',
  'zMzZZY+FV6B4ceN8IZxFkDSXh0USspCI3kAWIaXsItAdvrztSFkHQYftePT0aM/RCy3l0ioONq4SAv/xqAivJ0qMdfbD6HbUUm+6',
  'G9IIIMW7saYKKZ31HOUP4AE4Y5sk6F87XlbNLsuhthECFH+XqCDCDjbkwkPwEnnkEC27HY/Gh84PE6Ak1rQUcPbxpIAH4dDzisAy',
  '+1B078DcoAAlSxpm8SZX57XIPw+L0C17xWf2kUi9GvdHWgpeGXu87rxC+SgCqV3KZzV23/iYW82mD2EKRB/1+cyXofJrwZw8q5k3',
  'vhAMgpfC3R7gfWtqXuBH05xX8FJ4O0fKHyxBKEcWUPrOFFQuLEBRaAoO1CZx4kIndCNAn1h8LJQSIWMEcwXWLA+h8psCBPq35MWf',
  '5+HPzW04cCYJnXCBFLX4sxQZ4qcF+fjn5xDenB4YYav6I4xLiW7cuvMU2iAK8wqgMCaZ6IwcxKtmoOr3cFrnFVMtwoK5QeiEEz9s',
  '8XsOJol06f4y8oMBaCbfwiRRMb8v3d/K1+7UmNAugEr3Tb+FMTsyDdmIVgFWLCrA2lWFsLIr6MPQJsDXvIFt/LUQ2Y42Ab6ap3cH',
  'nyi0fe9/0Jka9R51ztece4hMok2AXUc70PsCDe4lU/hrSxu+X3ML11ueIJNoE+Bm+1P8vbVt2FzKAXYe7sAXq5uxv1ZvmfuqaD0F',
  'qk8lkexysLR8Olq4pN19rAM32zSWtuNAex1wvK7TfWUrnvzxcyz4AsBwfAFgOL4AMBxfABiOLwAMxxcAhuMLAMPxBYDh+ALAcHwB',
  'YDi+ADAcXwAYjoDEY2SQ+8nUuGwTxAMhIduRQa4194zLNhFIoF2AkFEBLjZ04+TFrhHzak7ZtCJlu0WS6lmEecggKze04uOZuZj1',
  '3jS3o+HqjR5cbtQbfReieiqJJRYScBQG4sjAp+6/hEtiDZcJNAcGwYl2pfVQdLZ7DJIU62EYHPC1fZ/9mJQFA9FX14OFkHTEStVQ',
  'BI/j+ijk8oHxoAB2TdkV6WAFPIxqm2OXK1sPzrw6MDesFLZrotVcey1RTYbwGG67HESsNR7ZP3Q+ba9IUez6HIHePbwnROAB3NZZ',
  'R1SoLH/e9vLm6bzEL4Lof7zOzdMONtidZdvG0Dw9kuJY4kuuGr5lMVTFmN3t8wSbd/nzROJISzxydrTnngEAAP//LGKEcgAAAAZJ',
  'REFUAwDov0ICR+r3PwAAAABJRU5ErkJggg==',
].join('');

const A_WEEK = 'public, max-age=604800';

/** Serves the product's icon. Browsers ask for `/favicon.ico` without a link to it, for example beside a JSON document. */
export const serveIcons = (fastify: FastifyInstance): void => {
  const png = Buffer.from(ICON_PNG, 'base64');
  const headers = {
    'cache-control': A_WEEK,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  };
  fastify.get(ICON_SVG_PATH, (_request, reply) => reply.headers(headers).type('image/svg+xml').send(ICON_SVG));
  fastify.get(ICON_PNG_PATH, (_request, reply) => reply.headers(headers).type('image/png').send(png));
};
