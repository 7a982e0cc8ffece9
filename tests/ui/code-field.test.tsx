import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { CodeField } from '../../src/ui/code-field.tsx';

const WORDS = { openFile: 'Mở tệp', openFileOrPhoto: 'Mở tệp hoặc ảnh', noQr: 'Không thấy mã', notText: 'Không phải' };

afterEach(() => vi.unstubAllGlobals());

/** A browser that looks for QR codes, and what it finds in any picture. */
function browserThatReads(found: string | undefined): void {
  vi.stubGlobal('createImageBitmap', async () => ({}));
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      static readonly getSupportedFormats = async () => ['qr_code'];
      readonly detect = async () => (found === undefined ? [] : [{ rawValue: found }]);
    },
  );
}

function opens() {
  const onChange = vi.fn();
  render(<CodeField label="Mã" name="code" words={WORDS} onChange={onChange} />);
  return onChange;
}

async function brings(file: File): Promise<void> {
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement, file, {
    applyAccept: false,
  });
}

const text = (content: string) => new File([content], 'ma.txt', { type: 'text/plain' });
const photo = () => new File(['…'], 'anh.jpg', { type: 'image/jpeg' });

it('takes the text of a file as if it were typed', async () => {
  const onChange = opens();
  await brings(text(' GDYC1.abc\n'));
  await waitFor(() => expect(screen.getByLabelText('Mã')).toHaveValue('GDYC1.abc'));
  expect(screen.getByLabelText('Mã')).toHaveFocus();
  expect(onChange).toHaveBeenCalled();
});

it('offers pictures only where the browser can read them', async () => {
  opens();
  expect(screen.getByRole('button', { name: 'Mở tệp' })).toBeInTheDocument();
  expect(document.querySelector('input[type=file]')).toHaveAttribute('accept', '.txt,text/plain');
});

it('takes the text of the QR in a picture', async () => {
  browserThatReads('GDYC1.def');
  opens();
  expect(await screen.findByRole('button', { name: 'Mở tệp hoặc ảnh' })).toBeInTheDocument();
  await brings(photo());
  await waitFor(() => expect(screen.getByLabelText('Mã')).toHaveValue('GDYC1.def'));
});

it('says so when there is none, and when a file is something else, until something is typed', async () => {
  browserThatReads(undefined);
  opens();
  await screen.findByRole('button', { name: 'Mở tệp hoặc ảnh' });
  await brings(photo());
  expect(await screen.findByText('Không thấy mã')).toBeVisible();
  await brings(text('x'.repeat(30_000)));
  expect(await screen.findByText('Không phải')).toBeVisible();
  expect(screen.getByLabelText('Mã')).toHaveValue('');
  await userEvent.type(screen.getByLabelText('Mã'), 'G');
  expect(screen.queryByText('Không phải')).toBeNull();
});
