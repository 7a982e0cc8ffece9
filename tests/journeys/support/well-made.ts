import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './patience.ts';

const SMALL = { width: 360, height: 640 };

/** On a small phone nothing of this screen is cut off, and axe finds nothing serious in it. */
export async function expectWellMade(page: Page, screen: string): Promise<void> {
  await page.setViewportSize(SMALL);
  await expect.poll(() => cutOff(page), { message: `cut off at 360×640: ${screen}` }).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(serious, `axe: ${screen}`).toEqual([]);
}

/** What does not fit: a page wider than the screen, controls beyond its edge, words beyond their button. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide) faults.push(`page ${document.documentElement.scrollWidth} px`);
    const scrollsSideways = (element: Element | null): boolean => {
      for (let at = element; at !== null && at !== document.body; at = at.parentElement)
        if (
          /auto|scroll/.test(getComputedStyle(at).overflowX) &&
          at.scrollWidth > at.clientWidth &&
          at.tagName !== 'MAIN'
        )
          return true;
      return false;
    };
    for (const main of document.querySelectorAll('main, dialog, [role=dialog]'))
      if (main.scrollWidth > main.clientWidth) faults.push(`${main.tagName} scrolls sideways`);
    for (const control of document.querySelectorAll(
      'a[href], button, input, select, textarea, h1, h2, h3, p, dd, label',
    )) {
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { left, right, width } = control.getBoundingClientRect();
      const words = `${control.tagName} “${(control.textContent || control.getAttribute('name') || '').slice(0, 40)}”`;
      if (width <= 1 || scrollsSideways(control)) continue;
      if (left < -0.5 || right > wide + 0.5) faults.push(`${words} from ${left} to ${right}`);
      const clips = getComputedStyle(control).overflowX !== 'visible' && !/INPUT|TEXTAREA|SELECT/.test(control.tagName);
      const wanted = getComputedStyle(control).textOverflow === 'ellipsis';
      if (clips && !wanted && control.scrollWidth > control.clientWidth + 1) faults.push(`${words} is clipped`);
    }
    return faults;
  });
}
