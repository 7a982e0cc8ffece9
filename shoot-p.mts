import { browser, ORIGIN } from './shoot.mts';
const b = await browser();
for (const [w, h] of [[1280, 800], [1024, 768], [360, 640]] as const) {
const ctx = await b.newContext({ viewport: { width: w, height: h }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
const p = await ctx.newPage();
await p.goto(ORIGIN + '/');
await p.getByRole('button', { name: /Tỉnh xem số liệu/ }).click();
await p.getByRole('table').waitFor();
await p.waitForTimeout(500);
console.log(w, await p.evaluate(() => { const s = document.querySelector('section:has(> table)')!; return [s.scrollWidth, s.clientWidth, s.getBoundingClientRect().bottom]; }));
await p.screenshot({ path: `/tmp/ui-shots/p-${w}.png` });
if (w === 1280) {
  await p.getByRole('radio', { name: 'Theo loại vụ việc' }).click(); await p.waitForTimeout(300);
  console.log('matter', await p.evaluate(() => { const s = document.querySelector('section:has(> table)')!; return [s.scrollWidth, s.clientWidth]; }));
  await p.screenshot({ path: `/tmp/ui-shots/p-matter.png` });
  await p.pdf({ path: '/tmp/ui-shots/p.pdf' });
}
}
await b.close();
