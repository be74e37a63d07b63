import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../free-port.js';

/** An address that accepts no connection until it is opened; then it forwards to a server elsewhere. */
export class LateServer {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly target: { readonly host: string; readonly port: number },
    readonly port: number,
  ) {}

  /** `url` is the address of the real server. */
  static async of(url: string): Promise<LateServer> {
    const { hostname, port } = new URL(url);
    return new LateServer({ host: hostname, port: Number(port) }, await freePort());
  }

  open(): Promise<void> {
    const server = createServer((socket) => {
      const line = connect(this.target);
      for (const end of [socket, line]) {
        this.#sockets.add(end);
        end.on('error', () => undefined).on('close', () => this.#sockets.delete(end));
      }
      socket.pipe(line).pipe(socket);
    });
    this.#server = server;
    return new Promise((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server?.close();
  }
}
