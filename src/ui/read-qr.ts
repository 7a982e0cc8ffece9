// The one way of reading QR codes: what browsers of phones bring along, or else a decoder of ours in a worker. Nothing
// that was seen is kept: pictures are closed, canvases emptied.

/** TypeScript does not know it yet. */
interface QrDetector {
  readonly detect: (picture: ImageBitmapSource) => Promise<readonly { readonly rawValue: string }[]>;
}
interface QrDetectorClass {
  new (options: { readonly formats: readonly string[] }): QrDetector;
  readonly getSupportedFormats: () => Promise<readonly string[]>;
}

const FORMAT = 'qr_code';

/** The middle of a camera's frame, in which the code is looked for: enough points for a dense code held close. */
const FRAME_SIDE = 720;
/** Long edges that a picture is looked at in: a code fills the picture, or is a corner of a card on a table. */
const PICTURE_EDGES = [1800, 1000, 2800, 600];

/** What a picture was found to hold. */
export type QrReading =
  | { readonly tag: 'text'; readonly text: string }
  | { readonly tag: 'nothing' }
  /** It cannot be opened: no picture, or of a kind that this browser does not know. */
  | { readonly tag: 'no-picture' };

export interface QrReader {
  /** The text of a code in the camera's present frame. Rejects where this browser reads none at all. */
  readonly findInFrame: (video: HTMLVideoElement) => Promise<string | undefined>;
  readonly findInPicture: (picture: Blob) => Promise<QrReading>;
  /** Lets the decoder go; what is under way finds nothing. */
  readonly close: () => void;
}

/** Whether this browser can find QR codes in pictures. */
export async function canReadQr(): Promise<boolean> {
  return typeof Worker === 'function' || (await ownDetector()) !== undefined;
}

/** The text of the QR code in a picture. */
export async function readQr(picture: Blob): Promise<QrReading> {
  const reader = openQrReader();
  try {
    return await reader.findInPicture(picture);
  } catch {
    return { tag: 'nothing' };
  } finally {
    reader.close();
  }
}

/** A reader for as long as a camera runs; to be closed. */
export function openQrReader(): QrReader {
  const detector = ownDetector();
  const canvas = document.createElement('canvas');
  let decoder: Decoder | undefined;
  const detect = async (source: ImageBitmap | HTMLVideoElement) => {
    try {
      return (await (await detector)?.detect(source))?.[0]?.rawValue;
    } catch {
      // Promised and not there: some phones lack the service behind it.
      return undefined;
    }
  };
  const decode = (source: CanvasImageSource, cut: Cut): Promise<string | undefined> => {
    const pixels = pixelsOf(canvas, source, cut);
    if (pixels === undefined) return Promise.resolve(undefined);
    decoder ??= startDecoder();
    return decoder.decode(pixels);
  };
  return {
    findInFrame: async (video) => {
      if (video.readyState < video.HAVE_CURRENT_DATA || video.videoWidth === 0) return undefined;
      if ((await detector) !== undefined) {
        const text = await detect(video);
        if (text !== undefined) return text;
      }
      return typeof Worker === 'function' ? decode(video, middleOf(video)) : undefined;
    },
    findInPicture: async (picture) => {
      const bitmap = await createImageBitmap(picture).catch(() => undefined);
      if (bitmap === undefined) return { tag: 'no-picture' };
      try {
        const text = (await detect(bitmap)) ?? (await inSomeSize(bitmap, decode));
        return text === undefined ? { tag: 'nothing' } : { tag: 'text', text };
      } finally {
        bitmap.close?.();
      }
    },
    close: () => {
      decoder?.stop();
      canvas.width = 0;
    },
  };
}

async function ownDetector(): Promise<QrDetector | undefined> {
  const Detector = (globalThis as { readonly BarcodeDetector?: QrDetectorClass }).BarcodeDetector;
  try {
    const formats = (await Detector?.getSupportedFormats()) ?? [];
    return Detector !== undefined && formats.includes(FORMAT) ? new Detector({ formats: [FORMAT] }) : undefined;
  } catch {
    return undefined;
  }
}

/** A part of a source, and the size that it is looked at in. */
type Cut = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
};

function middleOf({ videoWidth, videoHeight }: HTMLVideoElement): Cut {
  const side = Math.min(videoWidth, videoHeight);
  const [x, y] = [(videoWidth - side) / 2, (videoHeight - side) / 2];
  return { x, y, width: side, height: side, scale: Math.min(1, FRAME_SIDE / side) };
}

async function inSomeSize(
  bitmap: ImageBitmap,
  decode: (source: CanvasImageSource, cut: Cut) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (typeof Worker !== 'function') return undefined;
  const { width, height } = bitmap;
  const scales = new Set(PICTURE_EDGES.map((edge) => Math.min(1, edge / Math.max(width, height))));
  for (const scale of scales) {
    const text = await decode(bitmap, { x: 0, y: 0, width, height, scale });
    if (text !== undefined) return text;
  }
  return undefined;
}

function pixelsOf(canvas: HTMLCanvasElement, source: CanvasImageSource, cut: Cut): ImageData | undefined {
  const { x, y, width, height, scale } = cut;
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) return undefined;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

interface Decoder {
  readonly decode: (pixels: ImageData) => Promise<string | undefined>;
  readonly stop: () => void;
}

/** What the worker answers: the code it found, or null. */
interface DecoderAnswer {
  readonly id: number;
  readonly type: string;
  readonly data: string | null;
}

function startDecoder(): Decoder {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { found: (text: string | undefined) => void; failed: (why: Error) => void }>();
  let broken: Error | undefined;
  let asked = 0;
  worker.addEventListener('message', ({ data: answer }: MessageEvent<DecoderAnswer>) => {
    waiting.get(answer.id)?.found(answer.data ?? undefined);
    waiting.delete(answer.id);
  });
  worker.addEventListener('error', () => {
    broken = new Error('the decoder of QR codes does not run here');
    for (const { failed } of waiting.values()) failed(broken);
    waiting.clear();
  });
  return {
    decode: ({ data, width, height }) =>
      new Promise((found, failed) => {
        if (broken !== undefined) {
          failed(broken);
          return;
        }
        asked += 1;
        waiting.set(asked, { found, failed });
        worker.postMessage({ id: asked, type: 'decode', data: { data, width, height } }, [data.buffer]);
      }),
    stop: () => {
      worker.terminate();
      for (const { found } of waiting.values()) found(undefined);
      waiting.clear();
    },
  };
}
