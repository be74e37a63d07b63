import { checkSecretKey } from '@bookonce/contracts/commands/secret-key';
import type { PayloadOf, ReplyOf } from '@bookonce/contracts/define-command';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { HISTORY_PROPERTIES } from '@bookonce/platform/port-tokens';
import { compareKeyCheck } from '@bookonce/secrets/key-check';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';

/** Answers the command of contracts/commands/secret-key. */
@Controller()
export class SecretKeyController {
  constructor(@Inject(HISTORY_PROPERTIES) private readonly properties: Pick<HistoryProperties, 'get'>) {}

  @MessagePattern(checkSecretKey.pattern)
  async check(
    @Payload() { payload }: CommandMessage<PayloadOf<typeof checkSecretKey>>,
  ): Promise<ReplyOf<typeof checkSecretKey>> {
    return { key: await compareKeyCheck(this.properties, payload.check) };
  }
}
