import { ReadModelsUnavailableError, type ReadModels, type View } from './ports/read-models.js';

type Reads = Pick<ReadModels, 'get' | 'range' | 'list'>;

/**
 * Lets readers read only views that are filled: what a server has lost is not absent but unknown until the view has been
 * filled again. Any other read rejects with {@link ReadModelsUnavailableError}. Projections and timers need views while
 * they are being filled, so they use the port itself.
 */
export const wholeViewsOf = <Models extends Reads & Pick<ReadModels, 'isFilled'>>(readModels: Models): Models => {
  // Asked after the read, so that a loss in between is noticed. A server answers in order over one connection.
  const whole = async <Value>(view: View, reading: Promise<Value>): Promise<Value> => {
    const asked = readModels.isFilled(view);
    const [value, isFilled] =
      typeof asked === 'boolean'
        ? [await reading, await readModels.isFilled(view)]
        : await Promise.all([reading, asked]);
    if (isFilled) return value;
    throw new ReadModelsUnavailableError(`view ${view.key} is being filled again from history`);
  };
  const reads: Reads = {
    get: (collection, id) => whole(collection.view, readModels.get(collection, id)),
    range: (collection, fromId, toId) => whole(collection.view, readModels.range(collection, fromId, toId)),
    list: async (collection, query) => {
      // A list may take several calls of the server, all of them before the question.
      const page = await readModels.list(collection, query);
      return whole(collection.view, Promise.resolve(page));
    },
  };
  return new Proxy(readModels, {
    get: (models, name) => {
      if (Object.hasOwn(reads, name)) return Reflect.get(reads, name) as unknown;
      const member: unknown = Reflect.get(models, name, models);
      return typeof member === 'function' ? (member.bind(models) as unknown) : member;
    },
  });
};
