import { isTallLogo } from '@bookonce/kernel/logo-limits';
import { readableColors, type SchemeColors } from '@bookonce/kernel/readable-color';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { workspaces, type WorkspaceDocument } from '@bookonce/workspace/views/workspace-documents';
import { createHash } from 'node:crypto';
import { logoUrl } from '../handlers/workspace-handlers.js';
import { html, Html } from './html.js';

export type Brand = Omit<WorkspaceDocument, 'id'>;

/** The workspace as attendees see it; null if it is unknown. */
export const brandOf = (readModels: ReadModels, workspaceId: string): Promise<Brand | null> =>
  readModels.get(workspaces, workspaceId);

/** A style that the page's policy allows by its hash. */
export interface BrandStyle {
  readonly element: Html;
  /** A source for `style-src`. */
  readonly source: string;
}

/** Sets the colours of a page after its styles, as readable shades of the workspace's colour. */
export const brandStyle = (color: string): BrandStyle => {
  const { light, dark } = readableColors(color);
  const css = `${rootOf(light)}@media(prefers-color-scheme:dark){${rootOf(dark)}}`;
  const source = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
  return { element: new Html(`<style>${css}</style>`), source };
};

const rootOf = ({ accent, accentSoft, onAccent }: SchemeColors): string =>
  `:root{--accent:${accent};--accent-soft:${accentSoft};--on-accent:${onAccent}}`;

/** The logo, or the name of a workspace that has none. */
export const brandMark = ({ name, logo }: Brand): Html =>
  logo === undefined
    ? html`<p class="brand">${name}</p>`
    : html`<p class="${isTallLogo(logo) ? 'brand tall' : 'brand'}">
        <img src="${logoUrl(logo.logoId)}" alt="${name}" width="${logo.width}" height="${logo.height}" />
      </p>`;
