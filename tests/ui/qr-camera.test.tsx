import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { QrCamera } from '../../src/ui/qr-camera.tsx';
import { fakeCamera, pageIs } from './fake-camera.ts';

const WORDS = { asking: 'hỏi', live: 'quét', refused: 'chưa cho', none: 'không có', busy: 'bận', broken: 'hỏng' };

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function opens(onText = vi.fn()) {
  const camera = (paused: boolean) => (
    <QrCamera label="Camera" words={WORDS} retryLabel="Thử lại" paused={paused} onText={onText} />
  );
  const view = render(camera(false));
  return { ...view, onText, pauses: (paused: boolean) => view.rerender(camera(paused)) };
}

const says = (words: string) => screen.findByText(words);

it('tells what it sees', async () => {
  const camera = fakeCamera();
  const { onText } = opens();
  await says('quét');
  expect(onText).not.toHaveBeenCalled();
  camera.seen.now = 'GDYC1.x';
  await waitFor(() => expect(onText).toHaveBeenCalledWith('GDYC1.x'));
});

it('is off when it is closed, and sees nothing any more', async () => {
  const camera = fakeCamera();
  const { onText, unmount } = opens();
  await says('quét');
  unmount();
  expect(camera.running()).toBe(0);
  camera.seen.now = 'x';
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(onText).not.toHaveBeenCalled();
});

it('is off while the page is hidden or covered, and on again afterwards', async () => {
  const camera = fakeCamera();
  const { pauses } = opens();
  await says('quét');
  act(() => pageIs('hidden'));
  expect(camera.running()).toBe(0);
  act(() => pageIs('visible'));
  await waitFor(() => expect(camera.running()).toBe(1));
  pauses(true);
  expect(camera.running()).toBe(0);
  pauses(false);
  await waitFor(() => expect(camera.running()).toBe(1));
});

it('that opens only after it was closed is switched off at once', async () => {
  const camera = fakeCamera();
  let opensNow: () => void = () => undefined;
  camera.late.now = new Promise((resolve) => {
    opensNow = resolve;
  });
  const { unmount } = opens();
  unmount();
  opensNow();
  await waitFor(() => expect(camera.tracks).toHaveLength(1));
  await waitFor(() => expect(camera.running()).toBe(0));
});

it.each([
  ['NotAllowedError', 'chưa cho'],
  ['NotFoundError', 'không có'],
  ['NotReadableError', 'bận'],
])('%s is said', async (name, words) => {
  fakeCamera().refusal.now = name;
  opens();
  expect(await says(words)).toBeVisible();
  expect(screen.getByLabelText('Camera')).not.toBeVisible();
});

it('asks again when it was refused', async () => {
  const camera = fakeCamera();
  camera.refusal.now = 'NotAllowedError';
  opens();
  const again = await screen.findByRole('button', { name: 'Thử lại' });
  camera.refusal.now = undefined;
  await userEvent.click(again);
  expect(await says('quét')).toBeVisible();
});

it('says so where there is none at all, as on a page that is not secure', async () => {
  opens();
  expect(await says('không có')).toBeVisible();
});

it('says so when it is pulled out', async () => {
  const camera = fakeCamera();
  opens();
  await says('quét');
  act(() => {
    camera.tracks[0]?.dispatchEvent(new Event('ended'));
  });
  expect(await says('bận')).toBeVisible();
});
