import { everyDocument } from '@bookonce/kernel/every-document';
import type { Position } from '@bookonce/kernel/ports/event-store';
import { type ReadModels, ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { findMember } from '../views/find-member.js';
import type { KnownHost } from '../domain/change-member.js';
import { type MemberDocument, members, workspaces, workspaceView } from '../views/workspace-documents.js';

/** A person who may sign in to a workspace, with the address in that workspace, to which mails go. */
export type Member = Pick<MemberDocument, 'workspaceId' | 'name' | 'email'>;

const SHOWN_WITHIN_MS = 5_000;

/** Finds people by address, as the views know them. */
export class Members {
  constructor(private readonly readModels: Pick<ReadModels, 'get' | 'list' | 'isFilled' | 'waitFor'>) {}

  /** Returns the owner of a workspace or else a host with this address, as {@link findMember} does; null if nobody has it. */
  async find(workspaceId: string, email: string): Promise<Member | null> {
    const found = await findMember(this.readModels, workspaceId, email);
    return found === null ? null : { workspaceId, name: found.name, email: found.email };
  }

  /** Returns every host of a workspace that the views show. */
  async hostsOf(workspaceId: string): Promise<readonly KnownHost[]> {
    const hosts: KnownHost[] = [];
    for await (const member of everyDocument(this.readModels, members, { where: { workspaceId } })) {
      const { id: hostId, email, role, active, emailsAsOwner = [] } = member;
      if (hostId !== workspaceId) hosts.push({ hostId, email, emailsAsOwner, role, active });
    }
    return hosts;
  }

  /**
   * Returns the people with this address, one for each workspace that has any. Each workspace is asked by itself: no
   * number of hosts in one of them hides a member of another (I19). Operators create workspaces, so they are few.
   */
  async findEverywhere(email: string): Promise<readonly Member[]> {
    // A reader must not take an unfilled view's answer for an unknown address.
    if (!(await this.readModels.isFilled(workspaceView)))
      throw new ReadModelsUnavailableError('members are not filled');
    const finding: Promise<Member | null>[] = [];
    for await (const { id } of everyDocument(this.readModels, workspaces)) finding.push(this.find(id, email));
    return (await Promise.all(finding)).filter((member) => member !== null);
  }

  /** Waits until the views show an event. Rejects with {@link ReadModelsUnavailableError} if they do not in time. */
  async show(position: Position): Promise<void> {
    const isShown = await this.readModels.waitFor([workspaceView], position, SHOWN_WITHIN_MS);
    if (!isShown) throw new ReadModelsUnavailableError('members are behind');
  }
}
