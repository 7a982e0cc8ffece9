import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useBatched } from '../../src/ui/use-batched.ts';

it('an older answer that comes last does not stand for the newer one', async () => {
  const answers: ((state: string) => void)[] = [];
  const load = () => new Promise<Map<string, string>>((give) => answers.push((state) => give(new Map([['a', state]]))));
  function Row({ version }: { readonly version: number }) {
    return <p>{useBatched(load, version)('a') ?? 'chưa biết'}</p>;
  }
  const { rerender } = render(<Row version={1} />);
  rerender(<Row version={2} />);
  await act(async () => answers[1]?.('đã gửi'));
  await act(async () => answers[0]?.('chờ gửi'));
  expect(screen.getByText('đã gửi')).toBeVisible();
});
