import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeFolder } from '../../src/server/storage/data-folder.ts';
import { dropBroken, prepareFolder } from './folder.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'gan-dan-replay-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('the folder of the replay', () => {
  it('is emptied at each run, with the copies beside it', () => {
    const folder = prepareFolder(path.join(base, 'replay'));
    writeFileSync(path.join(folder, 'old'), '');
    mkdirSync(`${folder}-sao-luu`);
    expect(prepareFolder(folder)).toBe(folder);
    expect(existsSync(path.join(folder, 'old'))).toBe(false);
    expect(existsSync(`${folder}-sao-luu`)).toBe(false);
  });

  it('is never somebody else’s', () => {
    writeFileSync(path.join(base, 'so-tiep-dan.txt'), 'quan trọng');
    expect(() => prepareFolder(base)).toThrow(/không phải của npm run replay/);
    expect(existsSync(path.join(base, 'so-tiep-dan.txt'))).toBe(true);
  });

  it('is not emptied under a running server', () => {
    const folder = prepareFolder(path.join(base, 'replay'));
    const held = takeFolder(folder, 'demo');
    expect(() => prepareFolder(folder)).toThrow(/đang dùng thư mục/);
    held.abandon();
  });

  it('forgets the broken database that a restore put aside', () => {
    const folder = prepareFolder(path.join(base, 'replay'));
    mkdirSync(path.join(folder, 'pglite.truoc-123'));
    mkdirSync(path.join(folder, 'pglite'));
    dropBroken(folder);
    expect([existsSync(path.join(folder, 'pglite.truoc-123')), existsSync(path.join(folder, 'pglite'))]).toEqual([
      false,
      true,
    ]);
  });
});
