import { epochMsOf } from '@bookonce/kernel/json';
import { describe, expect, it } from '@jest/globals';
import { NOW, recipient, served, value } from './fixtures/served-links.js';

const ME = 'hst_1';
const TEAM = { hostIds: [ME, 'hst_2'], assignment: 'roundRobin' as const };
const othersConfirm = { ok: false, error: { kind: 'ownersOnly', why: 'othersConfirm' } };
const notAHost = { ok: false, error: { kind: 'ownersOnly', why: 'notAHost' } };

const servedPlainHost = async () => {
  const all = await served();
  const { service, message, store, ids } = all;
  const by = <Payload>(actorId: string | undefined, payload: Payload) => {
    const { context } = message(payload);
    return { payload, context: { ...context, ...(actorId === undefined ? {} : { actorId }) } };
  };
  const append = async (stream: `${string}-${string}`, type: string, data: object): Promise<void> => {
    const revision = (await store.readStream(stream)).length - 1;
    const meta = { time: NOW, workspaceId: 'wsp_1', correlationId: 'c', causationId: 'c', by: 'api' };
    const version = type === 'HostAdded' ? 2 : 1;
    await store.append(stream, revision, [{ id: ids.uuid(), type, data, meta: { ...meta, version } }]);
  };
  const addHost = (hostId: string, role: 'owner' | 'host'): Promise<void> =>
    append(`calendar-${hostId}`, 'HostAdded', { hostId, name: 'Ada', email: `${hostId}@example.com`, role });
  const setRole = (hostId: string, role: 'owner' | 'host'): Promise<void> =>
    append('workspace-wsp_1', 'MemberRoleSet', { workspaceId: 'wsp_1', hostId, role });
  const deactivate = (hostId: string): Promise<void> =>
    append('workspace-wsp_1', 'MemberDeactivated', { workspaceId: 'wsp_1', hostId });
  const instant = { meetingTypeId: 'mtt_1', recipient, overrides: { confirmation: 'instant' as const } };
  const made = async (actorId: string | undefined, terms: object = instant): Promise<string> =>
    value(await service().issue(by(actorId, { meetingTypeId: 'mtt_1', ...terms }))).linkId;
  const regenerated = (linkId: string) => service().regenerate(by(ME, { linkId, plainHostId: ME }));
  await addHost(ME, 'host');
  await addHost('hst_2', 'owner');
  return { ...all, by, addHost, setRole, deactivate, instant, made, regenerated };
};

describe('a plain host with a link that confirms otherwise than its type', () => {
  it('cannot regenerate it once an owner lets the hosts confirm', async () => {
    const { service, by, instant, regenerated, setType, store } = await servedPlainHost();
    await setType(30, { ...TEAM, confirmation: 'instant' });
    const { linkId } = value(await service().issue(by(ME, { ...instant, plainHostId: ME })));
    await setType(30, { ...TEAM, confirmation: 'approval' });
    const { length } = store.events;
    expect(await regenerated(linkId)).toEqual(othersConfirm);
    expect(await service().remind(by(ME, { linkId, plainHostId: ME }))).toEqual(othersConfirm);
    expect(store.events).toHaveLength(length);
    await setType(30, { ...TEAM, confirmation: 'instant' });
    expect((await regenerated(linkId)).ok).toBe(true);
  });

  it('cannot regenerate it once the type has another host', async () => {
    const { service, by, instant, regenerated, setType } = await servedPlainHost();
    await setType(30, { hostIds: [ME], confirmation: 'approval' });
    const { linkId } = value(await service().issue(by(ME, { ...instant, plainHostId: ME })));
    await setType(30, { ...TEAM, assignment: 'collective', confirmation: 'approval' });
    expect(await regenerated(linkId)).toEqual(othersConfirm);
    await setType(30, { hostIds: [ME], confirmation: 'approval' });
    expect((await regenerated(linkId)).ok).toBe(true);
  });

  it('can regenerate it if an owner stands for it', async () => {
    const { addHost, setRole, made, regenerated, setType } = await servedPlainHost();
    await addHost('hst_3', 'host');
    await setType(30, { ...TEAM, confirmation: 'approval' });
    const outcomes: unknown[] = [];
    for (const maker of [undefined, ME, 'hst_3', 'hst_2', 'key_1', 'wsp_1']) {
      outcomes.push([maker, (await regenerated(await made(maker))).ok]);
    }
    expect(outcomes).toEqual([
      [undefined, false],
      [ME, false],
      ['hst_3', false],
      ['hst_2', true],
      ['key_1', true],
      ['wsp_1', true],
    ]);
    const byFormerOwner = await made('hst_2');
    await setRole('hst_2', 'host');
    expect(await regenerated(byFormerOwner)).toEqual(othersConfirm);
    await setRole('hst_2', 'owner');
    expect((await regenerated(byFormerOwner)).ok).toBe(true);
  });

  it('can regenerate others of the type', async () => {
    const { made, regenerated, setType } = await servedPlainHost();
    await setType(30, { ...TEAM, confirmation: 'approval' });
    expect((await regenerated(await made(ME, {}))).ok).toBe(true);
    const asType = { overrides: { confirmation: 'approval' } };
    expect((await regenerated(await made(ME, asType))).ok).toBe(true);
  });
});

describe('what is refused whether or not a link has expired', () => {
  it.each([
    ['a plain host who is none of the type', { hostIds: ['hst_2'] }, [], notAHost],
    ['deactivated hosts', { hostIds: [ME] }, [ME], { ok: false, error: { kind: 'hostsDeactivated' } }],
  ])('stores nothing, even if its time has passed: %s', async (_what, type, deactivated, refusal) => {
    const { service, made, by, setType, deactivate, clock, store } = await servedPlainHost();
    const linkId = await made(ME, { recipient });
    await setType(30, type);
    for (const hostId of deactivated) await deactivate(hostId);
    const { length } = store.events;
    for (const days of [0, 40]) {
      clock.set(epochMsOf(NOW) + days * 24 * 60 * 60_000);
      const asked = () => by(ME, { linkId, plainHostId: ME });
      expect(await service().regenerate(asked())).toEqual(refusal);
      expect(await service().send(asked())).toEqual(refusal);
      expect(await service().remind(asked())).toEqual(refusal);
    }
    expect(store.events).toHaveLength(length);
  });

  it('is said of deactivated hosts, also if their type is archived', async () => {
    const { service, made, message, setType, deactivate, archiveType, eventsOf } = await servedPlainHost();
    await setType(30, { hostIds: [ME] });
    const linkId = await made(ME, { recipient });
    await archiveType();
    await deactivate(ME);
    const refusal = { ok: false, error: { kind: 'hostsDeactivated' } };
    expect(await service().regenerate(message({ linkId }))).toEqual(refusal);
    expect(await service().remind(message({ linkId }))).toEqual(refusal);
    expect(await eventsOf(linkId)).toEqual(['LinkIssued']);
  });
});
