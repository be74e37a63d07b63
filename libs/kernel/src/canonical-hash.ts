import { canonicalJson } from './canonical-json.js';
import type { Collection, ReadModels } from './ports/read-models.js';
import type { Projector } from './projector.js';

/** A running digest, e.g. SHA-256. */
export interface Digest {
  update(text: string): unknown;
  digest(): string;
}

/** One hash over all documents of a projector, so that a rebuilt view can be compared with the live one (I13). */
export const hashReadModels = async (
  readModels: ReadModels,
  projector: Projector,
  newDigest: () => Digest,
): Promise<string> => {
  const digest = newDigest();
  for (const { collection } of projector.documents) {
    digest.update(`\n${collection.name}\n`);
    for await (const { id, doc } of readModels.scan(collection as unknown as Collection<object>)) {
      digest.update(`${JSON.stringify(id)}:${canonicalJson(doc)}\n`);
    }
  }
  return digest.digest();
};
