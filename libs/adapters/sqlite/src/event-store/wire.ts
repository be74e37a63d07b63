import type { StreamName } from '@bookonce/kernel/ports/event-store';
import type { AppendAnswer, AppendRequest, BatchAnswer } from './batch-writer.js';

/** Never occurs in JSON text, which escapes it. */
const SEPARATOR = '\u0001';
const NUMBERS_OF_AN_ANSWER = 4;

/**
 * A batch as a message between threads. It is one text, as copying many small objects costs several times as much;
 * unencoded if a name contains a separator.
 */
export type BatchMessage = string | readonly AppendRequest[];

/** Answers as four numbers each: whether it was appended, revision, position, whether it was repeated. */
export type AnswerMessage = Float64Array | { readonly reason: string };

export const encodeBatch = (batch: readonly AppendRequest[]): BatchMessage => {
  const parts: string[] = [];
  for (const { stream, expectedRevision, texts } of batch) {
    parts.push(stream, String(expectedRevision), String(texts.ids.length));
    if (stream.includes(SEPARATOR) || texts.types.some((type) => type.includes(SEPARATOR))) return batch;
    texts.ids.forEach((id, index) => {
      parts.push(id, texts.types[index] ?? '', texts.datas[index] ?? '', texts.metas[index] ?? '');
    });
  }
  return parts.join(SEPARATOR);
};

export const decodeBatch = (message: BatchMessage): readonly AppendRequest[] => {
  if (typeof message !== 'string') return message;
  const parts = message.split(SEPARATOR);
  let at = 0;
  const next = (): string => parts[at++] ?? '';
  const batch: AppendRequest[] = [];
  while (at < parts.length) {
    const stream = next() as StreamName;
    const expectedRevision = Number(next());
    const count = Number(next());
    const texts = { ids: [] as string[], types: [] as string[], datas: [] as string[], metas: [] as string[] };
    for (let event = 0; event < count; event += 1) {
      texts.ids.push(next());
      texts.types.push(next());
      texts.datas.push(next());
      texts.metas.push(next());
    }
    batch.push({ stream, expectedRevision, texts });
  }
  return batch;
};

export const encodeAnswer = (answer: BatchAnswer): AnswerMessage => {
  if (!answer.ok) return { reason: answer.reason };
  return Float64Array.from(
    answer.answers.flatMap((one) =>
      one.kind === 'appended' ? [1, one.revision, one.position, one.repeated ? 1 : 0] : [0, one.actualRevision, 0, 0],
    ),
  );
};

export const decodeAnswer = (message: AnswerMessage): BatchAnswer => {
  if (!(message instanceof Float64Array)) return { ok: false, reason: message.reason };
  const answers: AppendAnswer[] = [];
  for (let at = 0; at < message.length; at += NUMBERS_OF_AN_ANSWER) {
    const [appended, revision = 0, position = 0, repeated] = message.subarray(at, at + NUMBERS_OF_AN_ANSWER);
    answers.push(
      appended === 1
        ? { kind: 'appended', revision, position, repeated: repeated === 1 }
        : { kind: 'conflict', actualRevision: revision },
    );
  }
  return { ok: true, answers };
};
