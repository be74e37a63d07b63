import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { links, type LinkDocument } from '@bookonce/link/views/link-document';
import type { GatewayOptions } from '../gateway-options.js';

/** Base62; 8 characters are the fewest that a token may have. */
const TOKEN = /^[A-Za-z0-9]{8,128}$/;

/** The link that a token opens; null for anything that opens none. */
export const linkOfToken = async (
  readModels: ReadModels,
  vault: Pick<GatewayOptions['vault'], 'linkIdOf'>,
  token: string,
): Promise<LinkDocument | null> => (TOKEN.test(token) ? readModels.get(links, vault.linkIdOf(token)) : null);

export const isToken = (text: string): boolean => TOKEN.test(text);
