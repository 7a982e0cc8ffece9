import { describe, expect, it } from 'vitest';
import { Progress } from './progress.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { written, out: { isTTY, write: (text: string) => written.push(text) } };
}

describe('the progress of the replay', () => {
  it('is a bar on a terminal', () => {
    const { written, out } = screen(true);
    const progress = new Progress(out, 2);
    progress.begin('Ghi', 4);
    progress.tick(2);
    progress.end('xong');
    expect(written[0]).toContain('░░░ 1/2 Ghi 0/4');
    expect(written.at(-1)).toMatch(/✓ 1\/2 Ghi: xong \(\d+(,\d)? giây\)\n$/);
  });

  it('is plain lines elsewhere: one for each quarter, one at the end', () => {
    const { written, out } = screen(false);
    const progress = new Progress(out, 1);
    progress.begin('Gửi', 2000);
    for (let sent = 0; sent < 2000; sent += 10) progress.tick(10);
    progress.end();
    expect(written.slice(0, 3)).toEqual([
      '  1/1 Gửi: 500/2.000\n',
      '  1/1 Gửi: 1.000/2.000\n',
      '  1/1 Gửi: 1.500/2.000\n',
    ]);
    expect(written).toHaveLength(4);
  });

  it('never goes backwards', () => {
    const { written, out } = screen(false);
    const progress = new Progress(out, 1);
    progress.begin('Gửi', 4);
    progress.reach(2);
    progress.reach(1);
    expect(written).toEqual(['  1/1 Gửi: 2/4\n']);
  });
});
