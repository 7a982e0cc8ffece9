/** What browsers of phones bring along; those of Windows do not, and TypeScript does not know it. */
interface QrDetector {
  readonly detect: (picture: ImageBitmapSource) => Promise<readonly { readonly rawValue: string }[]>;
}
interface QrDetectorClass {
  new (options: { readonly formats: readonly string[] }): QrDetector;
  readonly getSupportedFormats: () => Promise<readonly string[]>;
}

const FORMAT = 'qr_code';

function detectorClass(): QrDetectorClass | undefined {
  return (globalThis as { readonly BarcodeDetector?: QrDetectorClass }).BarcodeDetector;
}

/** Whether this browser finds QR codes in pictures. */
export async function canReadQr(): Promise<boolean> {
  try {
    return (await detectorClass()?.getSupportedFormats())?.includes(FORMAT) ?? false;
  } catch {
    return false;
  }
}

/** The text of the QR code in a picture; undefined when there is none to be read. */
export async function readQr(picture: Blob): Promise<string | undefined> {
  const Detector = detectorClass();
  if (Detector === undefined) return undefined;
  try {
    const found = await new Detector({ formats: [FORMAT] }).detect(await createImageBitmap(picture));
    return found[0]?.rawValue;
  } catch {
    return undefined;
  }
}
