import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { lazyPart } from '../../src/ui/lazy-part.ts';

const Hello = ({ name }: { readonly name: string }) => <p>Chào {name}</p>;

function draws(Part: ReturnType<typeof lazyPart<{ readonly name: string }>>) {
  render(
    <Suspense fallback={<p>Đang tải</p>}>
      <Part name="Đào" />
    </Suspense>,
  );
}

describe('a part of the program', () => {
  it('comes when it is first drawn', async () => {
    draws(lazyPart(async () => Hello));
    expect(screen.getByText('Đang tải')).toBeVisible();
    expect(await screen.findByText('Chào Đào')).toBeVisible();
  });

  it('that is there already is drawn at once, and fetched once', async () => {
    const fetch = vi.fn(async () => Hello);
    const Part = lazyPart(fetch);
    await Part.load();
    draws(Part);
    expect(screen.getByText('Chào Đào')).toBeVisible();
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('that could not be fetched before is asked for again when it is drawn', async () => {
    const fetch = vi.fn(async () => Hello).mockRejectedValueOnce(new Error('no network'));
    const Part = lazyPart(fetch);
    await expect(Part.load()).rejects.toThrow('no network');
    draws(Part);
    expect(await screen.findByText('Chào Đào')).toBeVisible();
  });
});
