import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { SnackbarProvider } from '../../src/ui/snackbar.tsx';
import { useUndo } from '../../src/ui/use-undo.ts';

const WORDS = { undo: 'Hoàn tác', done: 'Đã hoàn tác.', failed: 'Chưa hoàn tác được.' };

function Deleter({ undo }: { readonly undo: () => Promise<boolean> }) {
  const sayUndoable = useUndo(WORDS);
  return (
    <button type="button" onClick={() => sayUndoable('Đã xóa.', undo)}>
      Xóa
    </button>
  );
}

it.each([
  ['it is taken back', async () => true, 'Đã hoàn tác.'],
  ['it cannot be taken back any more', async () => false, 'Chưa hoàn tác được.'],
  ['it fails', () => Promise.reject(new Error('closed')), 'Chưa hoàn tác được.'],
])('says whether %s', async (_, undo, said) => {
  vi.stubGlobal('reportError', vi.fn());
  render(
    <SnackbarProvider closeLabel="Đóng">
      <Deleter undo={undo} />
    </SnackbarProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Xóa' }));
  await userEvent.click(screen.getByRole('button', { name: 'Hoàn tác' }));
  expect(await screen.findByText(said)).toBeVisible();
  vi.unstubAllGlobals();
});
