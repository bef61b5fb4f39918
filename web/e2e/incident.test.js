// Leaks: anybody reports one, by name or without; those who answer for them are told, act and close the case.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();

/** Reports on the page. @param {import('playwright-core').Page} page @param {string} text @param {boolean} anonymous */
async function report(page, text, anonymous) {
  await page.goto('/incidents');
  await page.getByRole('button', { name: '报告泄密' }).click();
  const dialog = page.getByRole('dialog', { name: '报告泄密' });
  await dialog.getByLabel('情况').fill(text);
  if (anonymous) await dialog.getByLabel('匿名报告').check();
  await checkAccessible(page, 'the report of a leak');
  await dialog.getByRole('button', { name: '报告', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('a leak', () => {
  test('is reported, remedied and closed, and whoever reported it sees how', async () => {
    const seller = await as('salesperson', { viewport: PHONE });
    await report(seller.page, '报价单发到了外部群', false);
    await seller.page.getByText('报价单发到了外部群').waitFor();
    const { page, close } = await as('service_manager');
    await page.goto('/inbox');
    await page.getByText('有人报告泄密或疑似泄密').first().click();
    const panel = page.getByRole('complementary', { name: '案卷' });
    await panel.getByText('报价单发到了外部群').waitFor();
    await panel.getByRole('textbox', { name: '内容', exact: true }).fill('已要求撤回并删除');
    await panel.getByRole('button', { name: '记入案卷' }).click();
    await panel.getByRole('listitem').filter({ hasText: '已要求撤回并删除' }).waitFor();
    await checkAccessible(page, 'a case');
    await panel.getByRole('radio', { name: '未造成严重后果' }).check();
    await panel.getByLabel('处理').fill('警告');
    await panel.getByLabel('结论').fill('已撤回，无人下载');
    await panel.getByRole('button', { name: '结案' }).click();
    await panel.getByRole('heading', { name: '已结案' }).waitFor();
    await close();
    await seller.page.goto('/incidents?show=closed');
    await seller.page.getByRole('button', { name: '案卷' }).click();
    await seller.page.getByText('已撤回，无人下载').waitFor();
    assert.equal(await seller.page.getByText('已要求撤回并删除').count(), 0);
    await seller.close();
  });

  test('can be reported without a name, and is then nobody’s', async () => {
    const { page, close } = await as('archivist');
    await report(page, '有人在拷贝名单', true);
    await page.getByText('没有报告').waitFor();
    await close();
    const keeper = await as('information_specialist');
    await keeper.page.goto('/incidents?show=open');
    const line = keeper.page.getByRole('listitem').filter({ hasText: '有人在拷贝名单' });
    await line.getByText('匿名').waitFor();
    await keeper.close();
  });
});
