import { encode } from 'uqr';

/** A grey picture: one byte a point, rows from the top. */
export type Picture = { readonly width: number; readonly height: number; readonly points: Uint8Array };

const PAPER = 205;
const INK = 30;

/** A QR code lying somewhere on a sheet, as a photograph of a card on a table has it; `squarePoints` = one square's side. */
export function picturedCode(text: string, squarePoints: number, width: number, height: number): Picture {
  const { data, size } = encode(text, { border: 2, ecc: 'M' });
  const points = new Uint8Array(width * height).fill(150);
  const side = size * squarePoints;
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  for (let y = 0; y < side; y += 1) {
    const row = data[Math.floor(y / squarePoints)] ?? [];
    for (let x = 0; x < side; x += 1)
      points[(top + y) * width + left + x] = row[Math.floor(x / squarePoints)] ? INK : PAPER;
  }
  return { width, height, points };
}

/** The picture as a BMP file: the one format that needs no packing. `width` is a multiple of four. */
export function bmpOf({ width, height, points }: Picture): Buffer {
  const palette = 256 * 4;
  const start = 14 + 40 + palette;
  const file = Buffer.alloc(start + width * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(start, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(-height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(8, 28);
  for (let grey = 0; grey < 256; grey += 1) file.fill(grey, 54 + grey * 4, 54 + grey * 4 + 3);
  file.set(points, start);
  return file;
}

/** A film of one frame that a browser without a camera may take for its camera (YUV4MPEG2). */
export function filmOf({ width, height, points }: Picture): Buffer {
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), points, colourless]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
