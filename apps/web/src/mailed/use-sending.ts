import { useRef, useState } from 'react';
import { ApiError } from '../api/client.js';
import { texts } from './texts/texts.js';

interface Sending {
  readonly isSending: boolean;
  /** Why the last call failed; null if it did not. */
  readonly notice: string | null;
  /** Ignored while another call runs. */
  readonly send: (call: () => Promise<void>) => void;
}

/** True if the page was opened too late: the server's page says what has happened since. */
const isOver = ({ problem, slug }: ApiError): boolean =>
  slug === 'host-deactivated' || (!NO_NEW_LINKS.has(slug) && [404, 409, 410].includes(problem?.status ?? 0));

const noticeOf = (error: unknown): string => {
  if (!(error instanceof ApiError)) return texts.tryAgain;
  const noLink = NO_NEW_LINKS.get(error.slug);
  if (noLink !== undefined) return texts.approval[noLink];
  return error.problem?.status === 429 ? texts.tooMany : texts.tryAgain;
};

/** The type was closed to new links while the page was open: the host can still decide otherwise. */
const NO_NEW_LINKS: ReadonlyMap<string, 'noFreshLink' | 'noFreshLinkWithoutHosts'> = new Map([
  ['meeting-type-archived', 'noFreshLink'],
  ['hosts-deactivated', 'noFreshLinkWithoutHosts'],
]);

/** Sends one call at a time. All calls of these pages are idempotent, so a failed one may be repeated. */
export const useSending = (): Sending => {
  const [isSending, setSending] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const isBusy = useRef(false);
  const send = (call: () => Promise<void>): void => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSending(true);
    setNotice(null);
    call()
      .catch((error: unknown) => {
        if (error instanceof ApiError && isOver(error)) location.reload();
        else setNotice(noticeOf(error));
      })
      .finally(() => {
        isBusy.current = false;
        setSending(false);
      });
  };
  return { isSending, notice, send };
};
