import { describe, expect, it } from '@jest/globals';
import { TokenVault } from './token-vault.js';

const vault = new TokenVault(new Uint8Array(32).fill(7));

describe('TokenVault', () => {
  it('makes tokens of letters and digits, of the length asked for', () => {
    for (const length of [8, 22, 64]) {
      expect(vault.tokenFor('a-command', length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
    }
  });

  it('gives a repeated command its own token again, and every other command another', () => {
    const tokens = new Set(Array.from({ length: 1000 }, (_, index) => vault.tokenFor(`command-${index}`, 22)));
    expect(tokens.size).toBe(1000);
    expect(tokens.has(vault.tokenFor('command-17', 22))).toBe(true);
  });

  it('uses every letter about as often as any other', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 3000; index += 1) {
      for (const letter of vault.tokenFor(`command-${index}`, 22)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = (3000 * 22) / 62;
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.2);
  });

  it('makes other tokens with another key', () => {
    expect(new TokenVault(new Uint8Array(32).fill(8)).tokenFor('a-command', 22)).not.toBe(
      vault.tokenFor('a-command', 22),
    );
  });

  it('opens what it sealed, and seals the same token to the same text', () => {
    const token = vault.tokenFor('a-command', 22);
    const linkId = vault.linkIdOf(token);
    const sealed = vault.seal(linkId, token);
    expect(sealed).not.toContain(token);
    expect(vault.open(linkId, sealed)).toBe(token);
    expect(vault.seal(linkId, token)).toBe(sealed);
  });

  it('does not open what was sealed for another link, or changed', () => {
    const sealed = vault.seal('lnk_a', 'token');
    expect(() => vault.open('lnk_b', sealed)).toThrow();
    expect(() => vault.open('lnk_a', `A${sealed.slice(1)}`)).toThrow();
  });

  it('names a link without telling its token', () => {
    const token = vault.tokenFor('a-command', 22);
    expect(vault.linkIdOf(token)).toMatch(/^lnk_[0-9A-Za-z]{32}$/);
    expect(vault.linkIdOf(token)).not.toContain(token.slice(0, 8));
  });

  it('derives each kind of secret by itself, and the same one again', () => {
    const secrets = (from: TokenVault) => [
      from.tokenFor('one', 22),
      from.manageTokenFor('one'),
      from.signInTokenFor('one'),
      from.sessionTokenFor('one').slice(0, 22),
      from.apiKeyFor('one').slice(4, 26),
    ];
    expect(new Set([...secrets(vault), ...secrets(new TokenVault(new Uint8Array(32).fill(8)))]).size).toBe(10);
    expect(secrets(new TokenVault(new Uint8Array(32).fill(7)))).toEqual(secrets(vault));
    expect(vault.sessionIdOf(vault.signInTokenFor('one'))).toMatch(/^ses_[0-9A-Za-z]{32}$/);
    expect(vault.apiKeyFor('one')).toMatch(/^bok_[0-9A-Za-z]{40}$/);
  });
});
