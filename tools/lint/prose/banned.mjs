/**
 * Phrases and names that slow a reader down, each with the better wording. `pattern` is searched in one paragraph, comment or text
 * at a time; `bites` is an example that it must find, `passes` (if given) one that it must not.
 */

/** @typedef {{ pattern: RegExp, better: string, bites: string, passes?: string }} Ban */

/** A sentence may begin at the start of a text or after another sentence. */
const start = '(?:^|[.!?;:—] )';

/** @type {Ban[]} */
export const phrases = [
  {
    pattern: /\bwho(?:m|so)?ever\b/iu,
    better: 'name the subject: "the caller", "the subscriber", "another instance"',
    bites: 'Whoever does not answer must not keep us.',
  },
  {
    pattern: new RegExp(`${start}Who\\b[^?.]*(?:[.;]|$)`, 'u'),
    better: 'name the subject: "the caller", "the subscriber", "another instance"',
    bites: 'Who asks before gets nothing.',
    passes: 'Who is it for?',
  },
  {
    pattern: /\b(?:of|to|for|by|from|with|than|at|before|after|tells) who\b(?! (?:is|it|this)\b[^.]*\?)/iu,
    better: 'name the person or process: "for the subscriber", "to the caller"',
    bites: 'For who only asks and listens in.',
  },
  {
    pattern: /\b(?:is|are|was|were|be|been|being|gets?|got) (?:\w+ )?told\b/u,
    better: 'say which process sends or receives what: "receives", "learns", "is notified of"',
    bites: 'A caller is told that nobody does.',
  },
  {
    pattern: /\bwhere (?:there (?:is|are|was|were)|no|nothing|nobody|none)\b/u,
    better: '"if", "when" or "without": "if there is none", "without a browser"',
    bites: 'Null where there is none.',
  },
  {
    pattern: /\bwhere (?:it|they|one) (?:has|have|had|does|do|did|cannot|took|takes|came|comes)\b/u,
    better: '"if" or "when"',
    bites: 'Neither where it has no body.',
    passes: 'The booking stays where it is.',
  },
  {
    pattern: /\b(?:null|empty|true|false|zero|undefined|neither|only|nothing|one|also) where\b/iu,
    better: '"if" or "when": "null if the link is unknown"',
    bites: 'Null where that is unknown.',
  },
  {
    pattern: /\b(?:that|which|what) (?:is|are|was|were) none\b/u,
    better: '"invalid", "not a …"',
    bites: 'A token that is none means nothing.',
  },
  {
    pattern: /\b(?:that|which|what) (?:is|are|was|were) no (?!longer|more)[a-z]/u,
    better: '"is not a …", "invalid"',
    bites: 'Text that is no instant.',
    passes: 'A limit that is no longer needed.',
  },
  {
    pattern: new RegExp(`${start}What\\b(?! happen| to )[^?]*?(?:[.;:]|$)`, 'u'),
    better: 'a noun: "Events below the checkpoint …", "The settings that …"',
    bites: 'What is committed counts.',
    passes: 'What happens next?',
  },
  {
    pattern:
      /\bwhat (?:is|was|are|were|has|had|comes?|came|follows?) (?:[\w-]+ ){0,4}?(?:is|are|was|were|stays?|comes?|goes|cannot|can|must|may|does|has|have)\b/u,
    better: 'a noun: "events below the checkpoint are …", "stored data stays …"',
    bites: 'Nothing is lost: what is published is stored.',
  },
  {
    pattern: /\b(?:in|at) hand\b/u,
    better: '"in flight", "pending", "available"',
    bites: 'Finishes what is in hand.',
  },
  {
    pattern: /\bin (?:its|their) own time\b(?! zone)|\bin even time\b/u,
    better: '"independently", "in constant time", "later"',
    bites: 'Each follows in its own time.',
    passes: 'Attendees see slots in their own time zone.',
  },
  {
    pattern: new RegExp(`${start}(?:One|Those) (?:that|which|who)\\b`, 'u'),
    better: 'the noun: "A link that …"',
    bites: 'One that is unknown has ended as well.',
  },
  {
    pattern: /\bwhere (?:it|they|one) (?:has|have|had) come\b|\bhow far (?:it|they|one) (?:\w+ )?(?:came|come)\b/u,
    better: '"checkpoint", "progress"',
    bites: 'Commits how far it came.',
  },
  {
    pattern: /\b(?:keep|keeps|kept|keeping) step\b/u,
    better: '"is current with", "follows"',
    bites: 'The views keep step with its events.',
  },
  {
    pattern: /\b(?:has|have|do|does) nothing twice\b/u,
    better: '"removes duplicates", "is idempotent"',
    bites: 'has nothing twice',
  },
  {
    pattern: /\bis needed, or to\b/u,
    better: 'what to do, as an imperative: "Send an API key, or sign in."',
    bites: 'An API key is needed, or to sign in.',
  },
  {
    pattern: /\b(?:hang|hangs|hung|hanging) up\b/u,
    better: '"closes the connection", "disconnects"',
    bites: 'The rest is hung up on.',
  },
  { pattern: /\bseldom\b/iu, better: '"rarely", or the number', bites: 'It is asked seldom.' },
  {
    pattern: /\banother (?:one )?than\b|\bother than (?:it|they) (?:was|were)\b/u,
    better: '"different from", "changed"',
    bites: 'The topic is another one than before.',
  },
  {
    pattern: /\boutbox/iu,
    better: '"sent mail"; a transactional outbox does not exist here',
    bites: 'The outbox shows mails.',
  },
  { pattern: /\bwithdr[ae]w/iu, better: '"revoke", "revoked"', bites: 'This link has been withdrawn.' },
  {
    pattern: /\bre-?issue/iu,
    better: '"regenerate"; the old link is "replaced"; the button says "Refresh"',
    bites: 'The link was reissued.',
  },
];

/** Names as they are declared, in camelCase or PascalCase. Stored events keep theirs: they are a storage format. */
export const storedNames = ['LinkReissued', 'reissuedFor'];

/** @type {Ban[]} */
export const names = [
  { pattern: /outbox/iu, better: 'sentMail…', bites: 'useOutbox' },
  { pattern: /withdr[ae]w/iu, better: 'revoke…', bites: 'withdrawLink' },
  { pattern: /reissue/iu, better: 'regenerate…', bites: 'reissueLink' },
  { pattern: /^(?:[a-z]\w*)?Bell$|^bell$/u, better: 'NotifyListener', bites: 'Bell', passes: 'label' },
  {
    pattern: /^(?:last)?Taken$/u,
    better: 'what was taken: TakenSlots, LastLease',
    bites: 'Taken',
    passes: 'slotTaken',
  },
  { pattern: /^hangUp$/iu, better: 'hangUpIdleConnections', bites: 'HangUp', passes: 'hangUpIdleConnections' },
  { pattern: /seldom/iu, better: 'atMostEvery', bites: 'seldom' },
  { pattern: /keepsStep/u, better: 'isCurrentWith', bites: 'keepsStepWith' },
  { pattern: /markWhole/iu, better: 'markComplete', bites: 'markWhole' },
  { pattern: /^stayedFor$/u, better: 'heldForMs', bites: 'stayedFor' },
  { pattern: /inEvenTime/u, better: 'inConstantTime', bites: 'inEvenTime' },
  { pattern: /^(?:un)?told(?![a-z])|Told(?![a-z])/u, better: 'notified…, reported…', bites: 'toldAt', passes: 'token' },
  { pattern: /^keepTrying$/u, better: 'retryWithBackoff', bites: 'keepTrying' },
  { pattern: /^Answers$/u, better: 'StoredReplies or QuestionAnswers', bites: 'Answers', passes: 'QuestionAnswers' },
  { pattern: /whoever/iu, better: 'the subject', bites: 'whoeverAsks' },
];
