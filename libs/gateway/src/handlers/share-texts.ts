export interface ShareTexts {
  readonly email: { readonly subject: string; readonly body: string };
  readonly message: string;
}

/** Words for the host to paste, with the recipient's name and the link filled in. */
export const shareTexts = (link: {
  readonly url: string;
  readonly meetingName: string;
  readonly recipientName?: string | undefined;
  readonly expiresAt: string;
}): ShareTexts => {
  const { url, meetingName, recipientName } = link;
  const hello = recipientName === undefined ? 'Hello,' : `Hello ${recipientName},`;
  const until = link.expiresAt.slice(0, 10);
  return {
    email: {
      subject: `Choose a time: ${meetingName}`,
      body: [
        hello,
        '',
        `please choose a time that suits you for “${meetingName}”:`,
        '',
        url,
        '',
        `The link is yours alone: it is good for one booking, until ${until}.`,
      ].join('\n'),
    },
    message: `${hello} please choose a time for “${meetingName}”: ${url} (good for one booking, until ${until})`,
  };
};
