import { text, type Answer } from '../http/answer.js';

const CACHED = { 'cache-control': 'public, max-age=3600' };

const STYLE = `:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --quiet: #57606a; --line: #8c959f; --accent: #0b57d0; --on-accent: #ffffff; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #12161c; --quiet: #a0abb6; --line: #6b7682; --accent: #8ab4f8; --on-accent: #0b1f3a; --wrong: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
a { color: var(--accent); }
.quiet { color: var(--quiet); }
.slots { display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: .5rem; list-style: none; margin: 0; padding: 0; }
button, .button { display: block; width: 100%; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: .5rem; background: transparent; color: var(--accent); font: inherit; text-align: center; text-decoration: none; cursor: pointer; }
button.main { background: var(--accent); color: var(--on-accent); font-weight: 600; margin-top: 1.5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
label, legend { display: block; font-weight: 600; margin-top: 1rem; }
label.check { display: flex; gap: .5rem; align-items: start; }
label.check input { width: 1.5rem; height: 1.5rem; flex: none; }
input, select, textarea { width: 100%; min-height: 2.75rem; padding: .5rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); color: var(--ink); font: inherit; }
[aria-invalid="true"] { border-color: var(--wrong); }
.wrong { color: var(--wrong); font-weight: 600; }
.pages { display: flex; justify-content: space-between; gap: 1rem; margin-top: 1.5rem; }
details { margin-top: 1rem; }
dt { font-weight: 600; margin-top: .75rem; }
dd { margin: 0; }
`;

/** Asks for the page in the visitor's own time zone, once, where they have not chosen one. */
const SCRIPT = `const address = new URL(location.href);
if (!address.searchParams.has('tz')) {
  address.searchParams.set('tz', Intl.DateTimeFormat().resolvedOptions().timeZone);
  location.replace(address);
}
`;

export const styleAnswer = (): Answer => text(200, 'text/css; charset=utf-8', STYLE, CACHED);
export const scriptAnswer = (): Answer => text(200, 'text/javascript; charset=utf-8', SCRIPT, CACHED);
