/** A header that makes repeating one and the same call harmless. */
export const onceHeader = (): { readonly 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() });
