/** How a page learns of changes. */
export interface ChangeListener {
  /** The data of one change, as JSON. */
  readonly onChange: (data: unknown) => void;
  /** Changes before this, or during a disconnect, were missed. */
  readonly onOpen: () => void;
  /** The stream was refused: perhaps the session has ended. */
  readonly onRefused: () => void;
}

export type StopListening = () => void;

/** Messages between the tab with the stream and the others. */
type Message =
  | { readonly kind: 'change'; readonly data: unknown }
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'isOpen'; readonly asker: string }
  | { readonly kind: 'isOpenNow'; readonly asker: string };

const NAME = 'bookonce.changes';
const STREAM_URL = '/v1/changes';

/** A gateway that restarts refuses the stream for a moment, and the browser does not try again. */
const OPEN_AGAIN_MS = 5_000;

/**
 * Follows the service's changes. All tabs of a browser share one stream: over HTTP/1.1 a browser opens six connections to
 * a service, and with a stream in each of six tabs the next page would wait for ever. The tab that holds the lock has the
 * stream and tells the others; when it closes, another one takes over. Without locks, as on plain HTTP, each tab has a
 * stream of its own.
 */
export const followChanges = (listener: ChangeListener): StopListening =>
  'locks' in navigator && 'BroadcastChannel' in window ? followTogether(listener) : openStream(listener).close;

interface OpenStream {
  readonly isOpen: () => boolean;
  readonly close: StopListening;
}

const openStream = ({ onChange, onOpen, onRefused }: ChangeListener): OpenStream => {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(STREAM_URL);
    source.addEventListener('change', ({ data }: MessageEvent<unknown>) => onChange(data));
    source.addEventListener('open', onOpen);
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return;
      onRefused();
      timer = setTimeout(open, OPEN_AGAIN_MS);
    });
  };
  open();
  return {
    isOpen: () => source.readyState === EventSource.OPEN,
    close: () => {
      clearTimeout(timer);
      source.close();
    },
  };
};

const followTogether = (listener: ChangeListener): StopListening => {
  const channel = new BroadcastChannel(NAME);
  const stopping = new AbortController();
  const self = crypto.randomUUID();
  let stream: OpenStream | null = null;
  const tell = (message: Message): void => channel.postMessage(message);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    switch (data.kind) {
      case 'change':
        return listener.onChange(data.data);
      case 'opened':
        return listener.onOpen();
      case 'refused':
        return listener.onRefused();
      case 'isOpen':
        if (stream?.isOpen() === true) tell({ kind: 'isOpenNow', asker: data.asker });
        return;
      case 'isOpenNow':
        if (data.asker === self) listener.onOpen();
        return;
    }
  });
  tell({ kind: 'isOpen', asker: self });
  const lead = (): Promise<void> => {
    const { signal } = stopping;
    if (signal.aborted) return Promise.resolve();
    const opened = openStream({
      onChange: (data) => {
        listener.onChange(data);
        tell({ kind: 'change', data });
      },
      onOpen: () => {
        listener.onOpen();
        tell({ kind: 'opened' });
      },
      onRefused: () => {
        listener.onRefused();
        tell({ kind: 'refused' });
      },
    });
    stream = opened;
    return new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        opened.close();
        resolve();
      }),
    );
  };
  navigator.locks.request(NAME, { signal: stopping.signal }, lead).catch((error: unknown) => {
    // Stopped before it was this tab's turn.
    if (!stopping.signal.aborted) throw error;
  });
  return () => {
    stopping.abort();
    channel.close();
  };
};
