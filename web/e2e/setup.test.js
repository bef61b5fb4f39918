// The very first page, on a server that knows nothing yet.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessible, launch, openPage, startServer } from './support.js';

/** @type {import('./support.js').Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  [server, browser] = await Promise.all([startServer({ demo: false }), launch()]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

test('asks for the code from the console, refuses another, then opens the workbench', async () => {
  const { page, close } = await openPage(browser, server);
  await page.goto('/');
  await page.waitForURL('**/setup');
  await page.getByRole('textbox', { name: '启动码', exact: true }).waitFor();
  await checkAccessible(page, '/setup');

  await page.getByRole('textbox', { name: '启动码', exact: true }).fill('0000-0000');
  await page.getByRole('textbox', { name: '公司名称', exact: true }).fill('河北沧澜流体装备集团有限公司');
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill('何清');
  await page.getByRole('textbox', { name: '登录名', exact: true }).fill('heqing');
  await page.getByRole('textbox', { name: '密码', exact: true }).fill('saddle-lantern-orbit-42');
  await page.getByRole('textbox', { name: '再输入一次', exact: true }).fill('saddle-lantern-orbit-42');
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.getByRole('alert').first().waitFor();
  assert.match(page.url(), /setup/);

  const code = /\b([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)\b/.exec(server.console())?.[1];
  assert.ok(code, `no start code on the console:\n${server.console()}`);
  await page.getByRole('textbox', { name: '启动码', exact: true }).fill(code);
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.waitForURL(`${server.url}/`);
  await page.getByText('河北沧澜流体装备集团有限公司').first().waitFor();
  await close();
});
