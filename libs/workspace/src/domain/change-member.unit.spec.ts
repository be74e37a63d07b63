import type { WorkspaceEvent } from '@bookonce/contracts/events/workspace';
import { fold } from '@bookonce/kernel/decider';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KnownHost, MemberChange } from './change-member.js';
import { workspace, type WorkspaceCommand, type WorkspaceState } from './workspace.js';

const host = (name: string, role: 'owner' | 'host', active = true): KnownHost => ({
  hostId: `hst_${name}`,
  email: `${name}@example.com`,
  role,
  active,
});
const ada = host('ada', 'owner');
const eve = host('eve', 'owner');
const bob = host('bob', 'host');

const change = (
  { hostId }: KnownHost,
  what: Pick<MemberChange, 'role' | 'active'>,
  hosts: readonly KnownHost[] = [ada, bob],
): WorkspaceCommand => ({ type: 'changeMember', hostId, ...what, hosts });

const workspaceId = 'wsp_1';
const created: WorkspaceEvent = { type: 'WorkspaceCreated', data: { workspaceId, name: 'Acme' } };
const roleSet = ({ hostId }: KnownHost, role: 'owner' | 'host'): WorkspaceEvent => ({
  type: 'MemberRoleSet',
  data: { workspaceId, hostId, role },
});
const deactivated = ({ hostId }: KnownHost): WorkspaceEvent => ({
  type: 'MemberDeactivated',
  data: { workspaceId, hostId },
});
const reactivated = ({ hostId }: KnownHost): WorkspaceEvent => ({
  type: 'MemberReactivated',
  data: { workspaceId, hostId },
});

describe('the role of a host', () => {
  it('changes, and stays if it is the same', () => {
    given(workspace, created)
      .when(change(bob, { role: 'owner' }))
      .then(roleSet(bob, 'owner'));
    given(workspace, created)
      .when(change(bob, { role: 'host' }))
      .thenNothing();
    given(workspace, created, roleSet(bob, 'owner'))
      .when(change(bob, { role: 'owner' }))
      .thenNothing();
  });

  it('changes together with whether the host is active', () => {
    given(workspace, created)
      .when(change(eve, { role: 'host', active: false }, [ada, eve]))
      .then(roleSet(eve, 'host'), deactivated(eve));
  });

  it('is not set for a stranger', () => {
    given(workspace, created)
      .when(change(eve, { role: 'host' }))
      .thenRefused({ kind: 'hostUnknown' });
  });
});

describe('a host', () => {
  it('is deactivated and comes back, once each', () => {
    given(workspace, created)
      .when(change(bob, { active: false }))
      .then(deactivated(bob));
    given(workspace, created, deactivated(bob))
      .when(change(bob, { active: false }))
      .thenNothing();
    given(workspace, created, deactivated(bob))
      .when(change(bob, { active: true }))
      .then(reactivated(bob));
  });
});

describe('the last owner', () => {
  it.each([{ role: 'host' }, { active: false }, { role: 'host', active: false }] as const)('stays: %j', (what) => {
    given(workspace, created).when(change(ada, what)).thenRefused({ kind: 'lastOwner' });
  });

  it('is the one that the stream leaves, even if the views show another', () => {
    given(workspace, created, roleSet(eve, 'host'))
      .when(change(ada, { role: 'host' }, [ada, eve]))
      .thenRefused({ kind: 'lastOwner' });
    given(workspace, created, deactivated(eve))
      .when(change(ada, { active: false }, [ada, eve]))
      .thenRefused({ kind: 'lastOwner' });
    given(workspace, created, roleSet(bob, 'owner'))
      .when(change(ada, { role: 'host' }))
      .then(roleSet(ada, 'host'));
  });

  it('is an active one', () => {
    given(workspace, created)
      .when(change(ada, { role: 'host' }, [ada, host('eve', 'owner', false)]))
      .thenRefused({ kind: 'lastOwner' });
  });

  it('stays after any commands, if there was one, even if hosts share an address', () => {
    const names = ['a', 'b', 'c', 'd'];
    const address = fc.constantFrom(...names.map((name) => `${name}@example.com`));
    const changing = fc.record({
      type: fc.constant('changeMember' as const),
      hostId: fc.constantFrom(...names.map((name) => `hst_${name}`)),
      role: fc.constantFrom('owner', 'host', undefined),
      active: fc.constantFrom(true, false, undefined),
    });
    const setting = fc.record({ type: fc.constant('setOwner' as const), name: fc.constant('Ada'), email: address });
    const commands = fc.array(fc.oneof({ weight: 4, arbitrary: changing }, setting), { maxLength: 30 });
    const known = fc.tuple(
      ...names.map((name) =>
        fc.record({
          hostId: fc.constant(`hst_${name}`),
          email: address,
          emailsAsOwner: fc.array(address, { maxLength: 2 }),
          role: fc.constantFrom('owner' as const, 'host' as const),
          active: fc.constant(true),
        }),
      ),
    );
    fc.assert(
      fc.property(known, commands, (hosts, list) => {
        let state: WorkspaceState = workspace.evolve(workspace.initial, created);
        for (const command of list) {
          const [hadOwner, hadHost] = [hasOwner(hosts, state), hasOwnerHost(hosts, state)];
          const decision = workspace.decide(command.type === 'changeMember' ? { ...command, hosts } : command, state);
          state = fold(workspace, state, decision.ok ? decision.value : []);
          expect([!hadOwner || hasOwner(hosts, state), !hadHost || hasOwnerHost(hosts, state)]).toEqual([true, true]);
        }
      }),
    );
  });
});

/** Whether anybody may sign in as an owner. */
const hasOwner = (hosts: readonly KnownHost[], state: WorkspaceState): boolean =>
  state.owner !== null || hasOwnerHost(hosts, state);

const hasOwnerHost = (hosts: readonly KnownHost[], { members }: WorkspaceState): boolean =>
  hosts.some(({ hostId, ...known }) => {
    const { role = known.role, isDeactivated = false } = members[hostId] ?? {};
    return role === 'owner' && !isDeactivated;
  });

describe('the owner of the workspace', () => {
  const owned: WorkspaceEvent = {
    type: 'WorkspaceOwnerSet',
    data: { workspaceId, name: 'Eve', email: 'Eve@Example.com' },
  };
  const removed: WorkspaceEvent = { type: 'WorkspaceOwnerRemoved', data: { workspaceId } };

  it('is no owner any more once the host with the address is a plain host, or leaves', () => {
    given(workspace, created, owned)
      .when(change(eve, { role: 'host' }, [ada, eve]))
      .then(roleSet(eve, 'host'), removed);
    given(workspace, created, owned)
      .when(change(eve, { active: false }, [ada, eve]))
      .then(deactivated(eve), removed);
    given(workspace, created, owned, roleSet(eve, 'host'), removed)
      .when(change(eve, { active: false }, [ada, eve]))
      .then(deactivated(eve));
  });

  it.each([{ active: false }, { active: true }, { role: 'owner' }] as const)(
    'stays when a plain host with the same address is changed: %j',
    (what) => {
      const [plain, inactive] = [{ ...bob, email: 'eve@example.com' }, host('eve', 'host', false)];
      for (const one of [plain, inactive]) {
        const decision = workspace.decide(
          change(one, what, [one]),
          [created, owned].reduce(workspace.evolve, workspace.initial),
        );
        expect(decision).toMatchObject({ ok: true });
        expect(decision.ok && decision.value).not.toContainEqual(removed);
      }
    },
  );

  it('goes with the host who had the address as an owner', () => {
    const renamed = { ...eve, email: 'eve.new@example.com', emailsAsOwner: ['eve@example.com'] };
    given(workspace, created, owned)
      .when(change(renamed, { active: false }, [ada, renamed]))
      .then(deactivated(eve), removed);
  });

  it('does not count as a host who is an owner', () => {
    given(workspace, created, owned)
      .when(change(ada, { active: false }))
      .thenRefused({ kind: 'lastOwner' });
  });

  it('stays when another host is changed', () => {
    given(workspace, created, owned)
      .when(change(ada, { role: 'host' }, [ada, eve]))
      .then(roleSet(ada, 'host'));
  });
});
