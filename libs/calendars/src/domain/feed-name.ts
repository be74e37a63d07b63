const MOST = 100;

/** Returns the name that a feed gives itself; null without one. `text`: iCalendar. */
export const feedNameIn = (text: string): string | null => {
  const head = text.slice(0, 4_096);
  const line = /^X-WR-CALNAME[^:\r\n]*:(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1];
  const name = line
    ?.replace(/\r?\n[ \t]/g, '')
    .replace(/\\n/gi, ' ')
    .replace(/\\([\\;,])/g, '$1')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, MOST);
  return name === undefined || name === '' ? null : name;
};
