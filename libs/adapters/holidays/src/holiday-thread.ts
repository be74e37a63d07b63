import type { HolidayQuery } from '@bookonce/kernel/ports/public-holidays';
import { parentPort } from 'node:worker_threads';
import { countriesIn, holidaysWithin } from './read-holidays.js';

export type HolidayQuestion =
  { readonly ask: 'countries'; readonly language: string } | { readonly ask: 'days'; readonly query: HolidayQuery };

/** A message to the thread. It is answered by one with the same number. */
export interface HolidayJob {
  readonly number: number;
  readonly question: HolidayQuestion;
}

export interface HolidayAnswer {
  readonly number: number;
  readonly answer: unknown;
}

const answerTo = (question: HolidayQuestion): unknown =>
  question.ask === 'countries' ? countriesIn(question.language) : holidaysWithin(question.query);

parentPort?.on('message', ({ number, question }: HolidayJob) => {
  parentPort?.postMessage({ number, answer: answerTo(question) } satisfies HolidayAnswer);
});
