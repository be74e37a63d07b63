/** What is measured of every answer. `operation` is an `operationId`, so that no token becomes a label. */
export interface HttpMetrics {
  answered(operation: string, status: number, seconds: number): void;
}
