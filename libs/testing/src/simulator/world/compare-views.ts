import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { hashReadModels, type Digest } from '@bookonce/kernel/canonical-hash';
import { categoryOf } from '@bookonce/kernel/ports/event-store';
import type { Collection, ReadModels } from '@bookonce/kernel/ports/read-models';
import { ProjectionBatch } from '@bookonce/kernel/projection-batch';
import type { Projector } from '@bookonce/kernel/projector';
import { createHash, hash } from 'node:crypto';
import type { ViewRecord } from '../history.js';
import type { World } from './world.js';

/** Compares each view with the same prefix of history, projected again in one batch without a cache (I13). */
export const compareViews = (world: World): Promise<readonly ViewRecord[]> =>
  Promise.all(world.projectors.map((projector) => compareView(world, projector)));

const compareView = async ({ documents, memory }: World, projector: Projector): Promise<ViewRecord> => {
  const position = await documents.checkpoint(projector.view);
  const projected = memory.events.filter((event) => position !== null && event.position <= position);
  const fresh = new MemoryReadModels();
  const batch = new ProjectionBatch(projector, fresh);
  await batch.apply(projected.filter((event) => projector.categories.includes(categoryOf(event.stream))));
  if (position !== null) await fresh.commit(projector.view, batch.writes(), position);
  const [live, rebuilt] = await hashesOf(projector, documents, fresh);
  return { projector: projector.view.key, live, rebuilt, missing: memory.events.length - projected.length };
};

/** Computes the expensive canonical hashes only if the plain texts differ. */
const hashesOf = async (
  projector: Projector,
  live: ReadModels,
  rebuilt: ReadModels,
): Promise<readonly [string, string]> => {
  const text = await textOf(projector, live);
  if (text === (await textOf(projector, rebuilt))) {
    const same = hash('sha256', text);
    return [same, same];
  }
  return [await hashReadModels(live, projector, sha256), await hashReadModels(rebuilt, projector, sha256)];
};

const textOf = async (projector: Projector, readModels: ReadModels): Promise<string> => {
  let text = '';
  for (const { collection } of projector.documents) {
    for await (const { id, doc } of readModels.scan(collection as unknown as Collection<object>)) {
      text += `${collection.name}/${id} ${JSON.stringify(doc)}\n`;
    }
  }
  return text;
};

const sha256 = (): Digest => {
  const digest = createHash('sha256');
  return { update: (text) => digest.update(text), digest: () => digest.digest('hex') };
};
