import { render, screen } from '@testing-library/react';
import { lazy, Suspense } from 'react';
import { expect, it, vi } from 'vitest';
import { PartBoundary } from '../../src/ui/part-boundary.tsx';

const Missing = lazy(async () => {
  throw new TypeError('Failed to fetch dynamically imported module: https://xa/a.js');
});

it('a part that did not come takes nothing else away, and another address begins anew', async () => {
  // React says on the console what a boundary caught.
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const at = (place: string) => (
    <main>
      <h1>Gần Dân</h1>
      <PartBoundary
        resetKey={place}
        fallback={({ notHere }) => <p>{notHere ? 'Phần này chưa có trên máy' : 'Phần này bị lỗi'}</p>}
      >
        <Suspense fallback={null}>{place === '/dong-bo' ? <Missing /> : <p>Hôm nay</p>}</Suspense>
      </PartBoundary>
    </main>
  );
  const { rerender } = render(at('/dong-bo'));
  expect(await screen.findByText('Phần này chưa có trên máy')).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Gần Dân' })).toBeVisible();
  rerender(at('/hom-nay'));
  expect(screen.getByText('Hôm nay')).toBeVisible();
  said.mockRestore();
});
