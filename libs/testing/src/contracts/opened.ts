/** An adapter as a contract suite gets it: opened for one test, tidied up after it. */
export interface Opened<Port> {
  readonly port: Port;
  /** Closes it and opens it again on what it had stored; left out where nothing outlives it. */
  readonly reopen?: () => Promise<Port>;
  readonly cleanUp?: () => Promise<void> | void;
}

export type Open<Port> = () => Promise<Opened<Port>> | Opened<Port>;
