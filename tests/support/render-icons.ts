import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { browserOptions } from './browser.ts';

// Renders public/icons/icon.svg into the PNG files that phones ask for: `npm run icons`, after the drawing changed.

const folder = path.resolve(import.meta.dirname, '../../public/icons');
const drawing = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
// Phones cut their own shape out of these: the colour must reach the edge, the figures stay in the middle 80 %.
const fullBleed = drawing.replace('rx="96"', '').replace('<g ', '<g transform="translate(46 46) scale(0.82)" ');

const files = [
  { file: 'icon-192.png', size: 192, svg: drawing },
  { file: 'icon-512.png', size: 512, svg: drawing },
  { file: 'icon-maskable-512.png', size: 512, svg: fullBleed },
  { file: 'apple-touch-icon.png', size: 180, svg: fullBleed },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(await browserOptions());
const page = await browser.newPage();
for (const { file, size, svg } of files) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
  await page.screenshot({ path: path.join(folder, file), omitBackground: true });
}
await browser.close();
