/** Answers of the HTTP contract, with the fields that the end-to-end specs use. */

export interface LinkAnswer {
  readonly id: string;
  readonly url: string;
  readonly status: 'active' | 'consumed' | 'expired' | 'replaced' | 'revoked';
  readonly meetingTypeId: string;
  readonly hostId?: string;
  readonly recipient?: { readonly name?: string; readonly email?: string };
  readonly note?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly consumedAt?: string;
  readonly bookingId?: string;
  readonly replaces?: string;
  readonly replacedBy?: string;
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly prefill?: boolean;
  readonly recipientOnly?: boolean;
  readonly unusedReminderDays?: readonly number[];
  readonly shareLanguage: string;
  readonly shareTexts: {
    readonly email: { readonly subject: string; readonly body: string };
    readonly message: string;
  };
}

export interface BookingAnswer {
  readonly id: string;
  readonly status: string;
  readonly start: string;
  readonly end: string;
  readonly linkId: string;
  readonly meetingTypeId: string;
  readonly host: { readonly name: string; readonly email?: string };
  readonly attendee: { readonly name: string; readonly email: string };
  readonly manageUrl: string;
  readonly calendarUrl: string;
  readonly location?: { readonly type: string; readonly value?: string };
  readonly guests?: readonly string[];
  readonly tracking?: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly endedReason?: string;
  readonly message?: string;
  readonly optInUntil?: string;
  readonly approvalUntil?: string;
  readonly freshLinkId?: string;
  readonly noShow?: boolean;
}

export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export interface HistoryAnswer {
  readonly events: readonly {
    readonly type: string;
    readonly at: string;
    readonly by: string;
    readonly actor?: { readonly id: string; readonly name?: string };
    readonly data: object;
  }[];
}

export interface SlotAnswer {
  readonly start: string;
  readonly end: string;
}

export interface ListAnswer<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The slug of a problem's `type`, e.g. `link-consumed`. */
export const slugOf = (problem: ProblemAnswer): string => problem.type.slice(problem.type.lastIndexOf('/') + 1);

export const startsOf = (slots: readonly SlotAnswer[]): readonly string[] => slots.map((slot) => slot.start);
