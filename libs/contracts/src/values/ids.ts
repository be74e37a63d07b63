/** An id that names its kind and is a function of the command that makes it, so a repeated command makes nothing new. */
export const idFrom = (prefix: 'wsp' | 'hst' | 'mtt' | 'bkg' | 'key' | 'cal', commandId: string): string =>
  `${prefix}_${commandId.replaceAll('-', '')}`;
