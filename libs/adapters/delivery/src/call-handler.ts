import { BaseRpcContext, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';

const context = new BaseRpcContext([]);

/** Runs a Nest handler to its end, whether it answers with a value, a promise or an observable. */
export const callHandler = async (handler: MessageHandler, data: unknown): Promise<unknown> => {
  const result: unknown = await handler(data, context);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
};
