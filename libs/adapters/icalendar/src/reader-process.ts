import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReadingJob } from './reader-thread.js';
import type { Reading, ReadingWorker, WorkerEvents } from './restarting-reader.js';

/** A message from `reader-program.js`. */
export type ProgramMessage =
  | { readonly kind: 'read'; readonly reading: Reading }
  | { readonly kind: 'outOfMemory' }
  | { readonly kind: 'failed'; readonly text: string };

const outOfMemory = (): Error =>
  Object.assign(new Error('the process that reads calendars is out of memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });

/**
 * A process that runs `reader-program.js`. The heap limit of a thread is checked between steps of JavaScript, so one
 * step that needs much more, such as matching a large text, aborts the process. This one may be lost.
 */
export class ReaderProcess extends EventEmitter<WorkerEvents> implements ReadingWorker {
  readonly #child: ChildProcess;
  readonly #ended = Promise.withResolvers<void>();

  constructor(program: URL, mostMemoryMb: number) {
    super();
    // Without the environment: it holds secrets.
    this.#child = fork(fileURLToPath(program), [String(mostMemoryMb)], {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (message) => this.#receive(message as ProgramMessage));
    this.#child.on('error', (error) => {
      this.emit('error', error);
      // A process that could not be started has no exit.
      this.#ended.resolve();
    });
    this.#child.on('exit', (code, signal) => {
      // V8 aborts at a heap limit, and an operating system out of memory kills.
      if (signal !== null) this.emit('error', outOfMemory());
      this.emit('exit', code ?? 1);
      this.#ended.resolve();
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(job: ReadingJob): void {
    // A job that cannot be sent is lost with the process, whose exit is reported.
    this.#child.send(job, () => undefined);
  }

  async terminate(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended.promise;
  }

  #receive(message: ProgramMessage): void {
    switch (message.kind) {
      case 'read':
        this.emit('message', message.reading);
        return;
      case 'outOfMemory':
        this.emit('error', outOfMemory());
        return;
      case 'failed':
        this.emit('error', new Error(message.text));
        return;
    }
  }
}
