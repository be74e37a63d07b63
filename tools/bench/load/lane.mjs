import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One keep-alive HTTP/1.1 connection with one request at a time. Written on the bare socket, so that the
 * generator takes as little as possible of the CPU that it shares with the server it measures.
 */
export class Lane {
  #socket;
  #head = Buffer.alloc(0);
  #bodyLeft = -1;
  #status = 0;
  #resolve = null;
  #reject = null;

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /** @param {number} port @returns {Promise<Lane>} */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => resolve(new Lane(socket)));
      socket.once('error', reject);
    });
  }

  /** @param {Buffer} request a whole HTTP request @returns {Promise<number>} the answer's status */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#socket.write(request);
    });
  }

  close() {
    this.#reject = null;
    this.#socket.destroy();
  }

  #read(chunk) {
    if (this.#bodyLeft >= 0) return this.#body(chunk.length);
    const data = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = data.indexOf(HEAD_END);
    if (end < 0) {
      this.#head = data;
      return;
    }
    const head = data.toString('latin1', 0, end);
    this.#head = Buffer.alloc(0);
    this.#status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    if (length === null) return this.#fail(new Error(`an answer without content-length:\n${head}`));
    this.#bodyLeft = Number(length[1]);
    this.#body(data.length - end - HEAD_END.length);
  }

  #body(length) {
    this.#bodyLeft -= length;
    if (this.#bodyLeft > 0) return;
    this.#bodyLeft = -1;
    const resolve = this.#resolve;
    this.#reject = null;
    resolve?.(this.#status);
  }

  #fail(error) {
    const reject = this.#reject;
    this.#reject = null;
    reject?.(error);
  }
}
