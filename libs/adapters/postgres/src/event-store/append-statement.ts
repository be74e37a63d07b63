import type { AppendOutcome, StreamName } from '@bookonce/kernel/ports/event-store';
import type { QueryConfig } from 'pg';
import type { BatchTexts } from '@bookonce/adapter-storage/log/checked-batch';
import { positionOf } from './order.js';

/** The column's last but one. No stream gets there, so beyond it is a conflict as it is there. */
const LAST_EXPECTED = 2_147_483_646;

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly texts: BatchTexts;
}

export interface AppendRow {
  readonly outcome: 'appended' | 'repeated' | 'conflict';
  readonly at_revision: number;
  readonly at_transaction: string;
  readonly at_position: string;
}

/** All of them in one round trip; answered with one {@link AppendRow} each, in their order. */
export const appendStatement = (schema: string, requests: readonly AppendRequest[]): QueryConfig => ({
  name: 'append',
  text: `SELECT * FROM ${schema}.append($1, $2, $3, $4, $5, $6, $7)`,
  values: [
    requests.map(({ stream }) => stream),
    requests.map(({ expectedRevision }) => Math.min(expectedRevision, LAST_EXPECTED)),
    requests.map(({ texts }) => texts.ids.length),
    requests.flatMap(({ texts }) => texts.ids),
    requests.flatMap(({ texts }) => texts.types),
    requests.flatMap(({ texts }) => texts.datas),
    requests.flatMap(({ texts }) => texts.metas),
  ],
});

export const outcomeOf = ({ outcome, at_revision, at_transaction, at_position }: AppendRow): AppendOutcome => {
  if (outcome === 'conflict') return { outcome, actualRevision: at_revision };
  const position = positionOf({ transaction: at_transaction, position: at_position });
  return { outcome: 'appended', revision: at_revision, position, repeated: outcome === 'repeated' };
};
