import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';

/** A part of the administration alone, with the bar that offers to take things back. */
export function show(part: ReactNode): void {
  render(<SnackbarProvider closeLabel="Đóng">{part}</SnackbarProvider>);
}

export const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));

/** The dialog that is open. */
export const dialog = () => within(screen.getByRole('dialog'));

/** Writes into a field of the open dialog, in place of what was there. */
export async function write(label: string | RegExp, text: string): Promise<void> {
  const field = dialog().getByLabelText(label);
  await userEvent.clear(field);
  if (text !== '') await userEvent.type(field, text);
}

/** Pastes several lines. */
export async function paste(label: string | RegExp, text: string): Promise<void> {
  await userEvent.click(dialog().getByLabelText(label));
  await userEvent.paste(text);
}

export const pressInDialog = async (name: string | RegExp) => userEvent.click(dialog().getByRole('button', { name }));
