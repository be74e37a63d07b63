/** Injection tokens of the kernel's ports. */
export const EVENT_STORE = Symbol('EventStore');
export const BUS = Symbol('Bus');
export const READ_MODELS = Symbol('ReadModels');
export const SNAPSHOTS = Symbol('Snapshots');
export const CLOCK = Symbol('Clock');
export const IDS = Symbol('Ids');
export const SCHEDULER = Symbol('Scheduler');
export const HISTORY_PROPERTIES = Symbol('HistoryProperties');
export const STORED_REPLIES = Symbol('StoredReplies');
export const DEAD_LETTERS = Symbol('DeadLetters');
export const LAST_USES = Symbol('LastUses');
export const ACKNOWLEDGED_POSITIONS = Symbol('AcknowledgedPositions');
export const MAILER = Symbol('Mailer');
export const SENT_MAIL = Symbol('SentMailLog');
export const CALENDAR_SECRETS = Symbol('CalendarSecrets');
export const CALENDAR_POLLS = Symbol('CalendarPolls');
export const RATE_LIMITS = Symbol('RateLimiting');
