import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/ui/tokens.css', 'utf8');

/** The custom properties of the first rule whose selector is exactly this. */
function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

function luminance(hex: string): number {
  expect(hex).toMatch(/^#[0-9a-f]{6}$/);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const light = tokensOf(':root');
const themes = {
  light,
  dark: { ...light, ...tokensOf(':root[data-theme="dark"]') },
  sunlight: { ...light, ...tokensOf(':root[data-theme="sunlight"]') },
};

const grounds = ['--surface', '--surface-page', '--surface-sunken'];
const texts: [text: string, ground: string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['--ink', ground],
    ['--ink-muted', ground],
  ]),
  ['--on-primary', '--primary'],
  ['--on-primary', '--primary-pressed'],
  ['--on-danger', '--danger'],
  ['--on-danger', '--danger-pressed'],
  ['--info-ink', '--surface'],
  ['--info-ink', '--surface-page'],
  ['--danger-ink', '--surface'],
  ['--danger-ink', '--surface-page'],
  ['--warning-ink', '--surface-page'],
  ['--ink', '--surface-pressed'],
  ['--surface', '--ink'],
  ...['info', 'success', 'warning', 'danger'].flatMap((tone): [string, string][] => [
    [`--${tone}-ink`, `--${tone}-surface`],
    ['--ink', `--${tone}-surface`],
  ]),
];
const edges: [edge: string, ground: string][] = ['--line-control', '--focus', '--primary'].flatMap((edge) =>
  ['--surface', '--surface-page'].map((ground): [string, string] => [edge, ground]),
);

describe.each(Object.entries(themes))('the %s theme', (_, tokens) => {
  it.each(texts)('%s can be read on %s in full sun', (text, ground) => {
    expect(contrast(tokens[text] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(7);
  });

  it.each(edges)('%s is seen on %s', (edge, ground) => {
    expect(contrast(tokens[edge] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the automatic theme', () => {
  it('is the dark one where the phone is dark', () => {
    expect(tokensOf(':root[data-theme="auto"]')).toEqual(tokensOf(':root[data-theme="dark"]'));
  });
});
