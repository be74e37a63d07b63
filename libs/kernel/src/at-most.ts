/** Resolves when the promise has settled either way, or after `ms`: whoever does not answer must not keep us. */
export const atMost = async (ms: number, promise: Promise<unknown> | undefined): Promise<void> => {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([promise?.catch(() => undefined), late]);
  clearTimeout(timer);
};
