// The server goes away while somebody works: the page says so, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openPage, personOf, signIn, startServer } from './support.js';

/** @type {import('./support.js').Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  // It is stopped on the way: one of its own, whatever else runs.
  delete process.env['KEDANG_URL'];
  [server, browser] = await Promise.all([startServer({ demo: true }), launch()]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

const OUT_OF_REACH = '连不上服务器';

describe('while the server is out of reach', () => {
  test('what is typed stays, and is saved when it is back', async () => {
    const { page, close } = await openPage(browser, server);
    await signIn(page, personOf(server, 'salesperson'));
    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill('断网时填写的有限公司');
    await page.getByLabel('简称').fill('断网');
    await server.halt();
    await page.getByRole('button', { name: '建立档案' }).click();
    await page.getByRole('alert').filter({ hasText: OUT_OF_REACH }).waitFor();
    assert.equal(await page.getByLabel('客户名称').inputValue(), '断网时填写的有限公司');

    await server.resume();
    await page.getByRole('button', { name: '建立档案' }).click();
    await page.getByRole('heading', { name: '断网时填写的有限公司' }).waitFor();

    await page.getByRole('button', { name: '编辑“身份”' }).click();
    await page.getByLabel('简称').fill('又断网');
    await server.halt();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('alert').filter({ hasText: OUT_OF_REACH }).waitFor();
    assert.equal(await page.getByLabel('简称').inputValue(), '又断网');
    await server.resume();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('definition').filter({ hasText: '又断网' }).waitFor();
    await close();
  });

  test('a page that cannot be fetched says so, and comes when it is asked for again', async () => {
    const { page, close } = await openPage(browser, server);
    await signIn(page, personOf(server, 'service_manager'));
    await page.getByRole('link', { name: '全公司客户' }).waitFor();
    await server.halt();
    await page.getByRole('link', { name: '证据', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: OUT_OF_REACH }).first().waitFor();
    await server.resume();
    await page.getByRole('button', { name: '重试' }).first().click();
    await page.getByRole('grid', { name: '证据' }).getByText('登录').first().waitFor();
    await close();
  });

  test('without a network a list says so instead of waiting in silence', async () => {
    const { page, close } = await openPage(browser, server);
    await signIn(page, personOf(server, 'salesperson'));
    await page.goto('/customers');
    await page.getByRole('grid').getByRole('row').nth(1).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: '我负责的' }).click();
    await page.getByRole('alert').filter({ hasText: OUT_OF_REACH }).first().waitFor();
    // It comes by itself when the network is back.
    await page.context().setOffline(false);
    await page.getByRole('grid').getByRole('row').nth(1).waitFor();
    await close();
  });
});
