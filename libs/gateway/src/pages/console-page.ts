import type { Answer } from '../http/answer.js';
import { html } from './html.js';
import type { Language } from './language.js';
import { page } from './layout.js';

/** The host's console. Its script renders everything, and uses the API with the owner's session. */
export const consolePage = (language: Language): Answer =>
  page(200, { language, title: 'Bookonce', body: html`<div id="app"></div>`, entry: 'console' });
