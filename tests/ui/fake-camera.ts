import { vi } from 'vitest';

type Track = EventTarget & { stop: () => void; readyState: string };

/** A browser with a camera before which a code may be held. Nothing of it is real but the order of the calls. */
export function fakeCamera() {
  const tracks: Track[] = [];
  const seen: { now: string | undefined } = { now: undefined };
  const refusal: { now: string | undefined } = { now: undefined };
  const late: { now: Promise<void> | undefined } = { now: undefined };
  vi.stubGlobal('navigator', {
    ...navigator,
    mediaDevices: {
      getUserMedia: async () => {
        await late.now;
        if (refusal.now !== undefined) throw new DOMException('no', refusal.now);
        const track: Track = Object.assign(new EventTarget(), {
          readyState: 'live',
          stop: () => {
            track.readyState = 'ended';
          },
        });
        tracks.push(track);
        return { getTracks: () => [track] };
      },
    },
  });
  browserThatReads(() => seen.now);
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
  vi.spyOn(HTMLMediaElement.prototype, 'readyState', 'get').mockReturnValue(4);
  vi.spyOn(HTMLVideoElement.prototype, 'videoWidth', 'get').mockReturnValue(1280);
  return {
    seen,
    refusal,
    late,
    running: () => tracks.filter(({ readyState }) => readyState === 'live').length,
    tracks,
  };
}

/** A browser that looks for QR codes by itself, and what it finds in any picture. */
export function browserThatReads(found: () => string | undefined): void {
  vi.stubGlobal('createImageBitmap', async (picture: Blob) => {
    if (!picture.type.startsWith('image/')) throw new DOMException('no picture', 'InvalidStateError');
    return {};
  });
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      static readonly getSupportedFormats = async () => ['qr_code'];
      readonly detect = async () => {
        const text = found();
        return text === undefined ? [] : [{ rawValue: text }];
      };
    },
  );
}

/** The page goes out of sight, or comes back. */
export function pageIs(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}
