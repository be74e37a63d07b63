/** An adapter opened for one test, with its clean-up. */
export interface Opened<Port> {
  readonly port: Port;
  /** Closes and reopens it on the same storage; omitted if nothing is stored. */
  readonly reopen?: () => Promise<Port>;
  readonly cleanUp?: () => Promise<void> | void;
}

export type Open<Port> = () => Promise<Opened<Port>> | Opened<Port>;
