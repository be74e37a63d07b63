import { z } from 'zod';
import type { Answer } from '../http/answer.js';
import type { ValueError } from '../http/validation.js';
import type { End } from './end-page.js';

/** What came of sending the form, for the page that follows. */
export type Placed =
  | { readonly kind: 'accepted'; readonly manageToken: string }
  | { readonly kind: 'ended'; readonly end: End }
  | { readonly kind: 'slotGone' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly message: string;
      readonly errors: readonly ValueError[];
      /** The attempt has had its answer; repeating it gives the same one. */
      readonly isFinal: boolean;
    };

const acceptedSchema = z.object({ manageUrl: z.string() });
const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** Reads the answer that an API client would get. */
export const readPlaced = (answer: Answer): Placed => {
  const body: unknown = JSON.parse(answer.body);
  if (answer.status < 300) {
    const { manageUrl } = acceptedSchema.parse(body);
    return { kind: 'accepted', manageToken: manageUrl.slice(manageUrl.lastIndexOf('/') + 1) };
  }
  const { type, title, detail, errors } = problemSchema.parse(body);
  switch (type.slice(type.lastIndexOf('/') + 1)) {
    case 'link-consumed':
      return { kind: 'ended', end: 'consumed' };
    case 'link-expired':
      return { kind: 'ended', end: 'expired' };
    case 'link-replaced':
      return { kind: 'ended', end: 'replaced' };
    case 'link-revoked':
      return { kind: 'ended', end: 'revoked' };
    case 'link-unknown':
      return { kind: 'ended', end: 'unknown' };
    case 'slot-taken':
    case 'slot-not-offered':
      return { kind: 'slotGone' };
    case 'idempotency-key-reused':
      return refused(answer.status, 'Please check what you entered, and press the button again.', [], true);
    case 'validation-failed':
      return refused(answer.status, 'Please look at the fields below.', errors ?? [], true);
    default:
      return refused(answer.status, `${title}. ${detail}`, [], answer.status < 500 && answer.status !== 429);
  }
};

const refused = (status: number, message: string, errors: readonly ValueError[], isFinal: boolean): Placed => ({
  kind: 'refused',
  status,
  message,
  errors,
  isFinal,
});
