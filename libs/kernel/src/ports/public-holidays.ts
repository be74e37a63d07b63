/** A country, or one of its regions, whose public holidays are known. */
export interface HolidayPlace {
  /** ISO 3166-1: `DE` */
  readonly country: string;
  /** `BY`, or a part of it after a hyphen: `BY-A`. Null: what is the same in the whole country. */
  readonly region: string | null;
}

export interface HolidayQuery extends HolidayPlace {
  /** The first day, `YYYY-MM-DD`. */
  readonly from: string;
  /** The day after the last one. */
  readonly to: string;
  /** Names are in this language if they are known in it, else in a language of the country: `de`. */
  readonly language: string;
}

/** A day with at least one public holiday. */
export interface PublicHoliday {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** The local time at which it begins: `00:00`, or later on a day of which only the rest is a holiday. */
  readonly startsAt: string;
  readonly name: string;
}

export interface PlaceHolidays {
  /** `Germany, Bayern` */
  readonly placeName: string;
  /** One for each date, in order. */
  readonly days: readonly PublicHoliday[];
}

export interface HolidayRegion {
  readonly region: string;
  readonly name: string;
}

export interface HolidayCountry {
  readonly country: string;
  readonly name: string;
  /** In the order of their names. */
  readonly regions: readonly HolidayRegion[];
}

/** Knows the public holidays of countries and regions. Every method rejects once it is closed. */
export interface PublicHolidays {
  /** Returns all countries, in the order of their names. */
  countries(language: string): Promise<readonly HolidayCountry[]>;
  /** Returns the public holidays within a time; null for an unknown place. */
  days(query: HolidayQuery): Promise<PlaceHolidays | null>;
  close(): Promise<void>;
}
