import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { eventually, type Patience } from './eventually.js';

export interface HeardChange {
  readonly kind: string;
  readonly id: string;
}

/** Listens to `GET /v1/changes`, as the console does. */
export class ChangeListener {
  #text = '';
  #ended = false;

  private constructor(
    private readonly sent: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8').on('data', (text: string) => (this.#text += text));
    response.on('close', () => (this.#ended = true));
    response.on('error', () => undefined);
  }

  /** Resolves when the response begins. */
  static async open(baseUrl: string, headers: Readonly<Record<string, string>>): Promise<ChangeListener> {
    const sent = request(new URL('/v1/changes', baseUrl), { headers, agent: false });
    sent.on('error', () => undefined);
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return new ChangeListener(sent, response);
  }

  get heard(): readonly HeardChange[] {
    return [...this.#text.matchAll(/^event: change\ndata: (.*)$/gm)].map(
      ([, data = '']) => JSON.parse(data) as HeardChange,
    );
  }

  /** True once the server has ended the response or closed the connection. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  hears(kind: string, id: string, patience: Patience = {}): Promise<void> {
    return eventually(() => {
      if (this.heard.some((change) => change.kind === kind && change.id === id)) return;
      throw new Error(`nothing of ${kind} ${id} in ${this.#text}`);
    }, patience);
  }

  close(): void {
    this.sent.destroy();
  }
}
