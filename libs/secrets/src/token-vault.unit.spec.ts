import { describe, expect, it } from '@jest/globals';
import { secretHashOf, TokenVault } from './token-vault.js';

const vault = new TokenVault(new Uint8Array(32).fill(7));

describe('TokenVault', () => {
  it('derives, names and seals as installed systems do', () => {
    const installed = new TokenVault(Uint8Array.from({ length: 32 }, (_, index) => index));
    const token = 'ITcP8rowIRjBeaKSNonjhI';
    const linkId = 'lnk_0b0pIqPQfpV3JsF958qWZUW3Ud7ZYjha';
    const sealed = 'id9abX83WFTtWVTK4hoUWAB4AmH1pPcPEijVjnWg9Wk1c3LhW2DsTQHqH18QuBP5m1A';
    const manageToken = 'i9TH85K7w32tp7sXTj0lCq';
    const optInToken = '68FtvgzUOQBJZS7ABk6y1W';
    const approvalToken = 'ecRr5o2qvba19hNa29G2do';
    const signInToken = 'nqUTjsMNNxLYjYIsSpY3x1';
    const sessionToken = 'tJ0OAwA6dqEjkFzG3VOIYbBQBmeTI2RTqQYOaKrdliC';
    const apiKey = 'bok_bUXM2AlRhOOEF3QGPsgOzTXEmKBqd8VW4DERGf9n';
    expect(installed.linkTokenFor('0190b8f4-6c1a-8000-8000-000000000001', 22)).toBe(token);
    expect(installed.linkTokenFor('a-command', 8)).toBe('juPB1m80');
    expect(installed.linkIdOf(token)).toBe(linkId);
    expect(installed.seal(linkId, token)).toBe(sealed);
    expect(installed.open(linkId, sealed)).toBe(token);
    expect(installed.manageTokenFor('bkg_1')).toBe(manageToken);
    expect(installed.manageTokenHashOf(manageToken)).toBe('URUOvgSkLfDpoWc4JH3lH77byp3rt4t6P0BjBHfJcGw');
    expect(installed.optInTokenFor('bkg_1')).toBe(optInToken);
    expect(installed.optInTokenHashOf(optInToken)).toBe('jbLv8qok8ll6JtXVkb0syGXb-q3VHoBtboRlaJhF__A');
    expect(installed.approvalTokenFor('bkg_1', 1)).toBe(approvalToken);
    expect(installed.approvalTokenFor('bkg_1', 2)).toBe('UbiPwHc7HKHhXsHvoQ2wBg');
    expect(installed.approvalTokenHashOf(approvalToken)).toBe('3N8akmUgA22djF6feRJ2r4JwZ3ImzSnEqFi09qy4HYw');
    expect(installed.roomNameFor('bkg_1')).toBe('fZK4ldB1ECHfhpwhPHwY');
    expect(installed.signInTokenFor('seed')).toBe(signInToken);
    expect(installed.sessionIdOf(signInToken)).toBe('ses_ZYR2Bqh1yFncKvt0tGGUmWYY0u8sMgKj');
    expect(installed.sessionTokenFor('a-command')).toBe(sessionToken);
    expect(installed.apiKeyFor('a-command')).toBe(apiKey);
    expect(installed.firstStartCommandFor('workspace')).toBe('ewOdQIiSgAlQpxADfEc6mX');
    expect(secretHashOf(apiKey)).toBe('dc54aef8d786e28ad1e5b64d4d411f3c50d97d98fb15e22e4ce553b56381f429');
    expect(secretHashOf(sessionToken)).toBe('c626082950c38aa59720b88400240b938a4e2d295fb524b85f4ee90ed0c305a4');
  });

  it('makes base62 tokens of the requested length', () => {
    for (const length of [8, 22, 64]) {
      expect(vault.linkTokenFor('a-command', length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
    }
  });

  it('derives the same token for a repeated command, and another one for every other command', () => {
    const tokens = new Set(Array.from({ length: 1000 }, (_, index) => vault.linkTokenFor(`command-${index}`, 22)));
    expect(tokens.size).toBe(1000);
    expect(tokens.has(vault.linkTokenFor('command-17', 22))).toBe(true);
  });

  it('uses every character about equally often', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 3000; index += 1) {
      for (const letter of vault.linkTokenFor(`command-${index}`, 22))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = (3000 * 22) / 62;
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.2);
  });

  it('derives different tokens with a different key', () => {
    expect(new TokenVault(new Uint8Array(32).fill(8)).linkTokenFor('a-command', 22)).not.toBe(
      vault.linkTokenFor('a-command', 22),
    );
  });

  it('opens a sealed token, and seals the same token to the same text', () => {
    const token = vault.linkTokenFor('a-command', 22);
    const linkId = vault.linkIdOf(token);
    const sealed = vault.seal(linkId, token);
    expect(sealed).not.toContain(token);
    expect(vault.open(linkId, sealed)).toBe(token);
    expect(vault.seal(linkId, token)).toBe(sealed);
  });

  it('refuses to open a token that was sealed for another link or changed', () => {
    const sealed = vault.seal('lnk_a', 'token');
    expect(() => vault.open('lnk_b', sealed)).toThrow('sealed with another secret key, or changed');
    expect(() => vault.open('lnk_a', `A${sealed.slice(1)}`)).toThrow();
    expect(vault.openOrNull('lnk_b', sealed)).toBeNull();
    expect(vault.openOrNull('lnk_a', sealed)).toBe(vault.open('lnk_a', sealed));
  });

  it('names a link without revealing its token', () => {
    const token = vault.linkTokenFor('a-command', 22);
    expect(vault.linkIdOf(token)).toMatch(/^lnk_[0-9A-Za-z]{32}$/);
    expect(vault.linkIdOf(token)).not.toContain(token.slice(0, 8));
  });

  it('derives each kind of secret independently and repeatably', () => {
    const secrets = (from: TokenVault) => [
      from.linkTokenFor('one', 22),
      from.manageTokenFor('one'),
      from.optInTokenFor('one'),
      from.approvalTokenFor('one', 1),
      from.roomNameFor('one'),
      from.signInTokenFor('one'),
      from.sessionTokenFor('one').slice(0, 22),
      from.apiKeyFor('one').slice(4, 26),
    ];
    expect(new Set([...secrets(vault), ...secrets(new TokenVault(new Uint8Array(32).fill(8)))]).size).toBe(16);
    expect(secrets(new TokenVault(new Uint8Array(32).fill(7)))).toEqual(secrets(vault));
    expect(vault.sessionIdOf(vault.signInTokenFor('one'))).toMatch(/^ses_[0-9A-Za-z]{32}$/);
    expect(vault.apiKeyFor('one')).toMatch(/^bok_[0-9A-Za-z]{40}$/);
  });
});
