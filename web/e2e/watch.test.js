// Unusual reading: a honey customer catches who opens it; the auditor looks into what was found.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import { checkAccessible, DESK, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();

/** So many files, opened as a program would. @param {import('playwright-core').Page} page @param {number} count */
const openFiles = (page, count) =>
  page.evaluate(async (most) => {
    const list = await (await fetch(`/api/v1/customers?limit=${most}`)).json();
    for (const one of list.items) await fetch(`/api/v1/customers/${one.id}`);
    return list.items.length;
  }, count);

/** Until something of this signal is found. @param {import('playwright-core').Page} page @param {string} signal */
async function found(page, signal) {
  for (let tries = 0; tries < 180; tries += 1) {
    const open = await page.evaluate(async () => (await (await fetch('/api/v1/watch-findings?state=open')).json()).items);
    if (open.some((/** @type {any} */ one) => one.signal === signal)) return;
    await rest(1_000);
  }
  assert.fail(`nothing was found of ${signal}`);
}

/** A picture for whoever wants to look. @param {import('playwright-core').Page} page @param {string} name */
async function picture(page, name) {
  const folder = process.env['KEDANG_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

describe('a honey customer', () => {
  test('is staged by the auditor, and opening it is an incident', async () => {
    const { page, close } = await as('auditor');
    await page.goto('/watch');
    await page.getByRole('button', { name: '设诱饵客户' }).click();
    const dialog = page.getByRole('dialog', { name: '设诱饵客户' });
    await dialog.getByLabel('名称').fill('华盛远洋集团有限公司');
    await dialog.getByLabel('看似由谁负责').fill('李想');
    await page.getByRole('option', { name: /李想/ }).first().waitFor({ state: 'attached' });
    await dialog.getByLabel('看似由谁负责').press('Enter');
    await checkAccessible(page, 'staging a honey customer');
    await picture(page, 'watch-stage');
    await dialog.getByRole('button', { name: '设诱饵客户' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('被打开 0 次').waitFor();

    const reader = await as('service_manager', { viewport: DESK });
    await reader.page.goto('/');
    const found = await reader.page.evaluate(async () => (await fetch('/api/v1/search?q=%E5%8D%8E%E7%9B%9B%E8%BF%9C%E6%B4%8B')).json());
    await reader.page.goto(`/customers/${found.items[0].customer.id}`);
    await reader.page.getByRole('heading', { name: '华盛远洋集团有限公司' }).first().waitFor();
    await picture(reader.page, 'watch-honey-file');
    await reader.close();

    await page.goto('/watch?show=incident');
    const line = page.getByRole('listitem').filter({ hasText: '打开了诱饵客户' });
    await line.getByText('方欣').waitFor();
    await checkAccessible(page, 'unusual reading');
    await line.getByRole('button', { name: '查看' }).click();
    const panel = page.getByRole('complementary', { name: '异常查阅' });
    await panel.getByText('已作为疑似泄密立案').waitFor();
    await picture(page, 'watch-honey');
    await close();

    const leader = await as('general_manager', { viewport: PHONE });
    await leader.page.goto('/incidents');
    await leader.page.getByText('华盛远洋集团有限公司').waitFor();
    await leader.close();
  });
});

describe('reading before leaving', () => {
  test('is found, and cleared up by the auditor', { timeout: 240_000 }, async () => {
    const admin = await as('system_administrator');
    await admin.page.goto('/people?q=乔森');
    await admin.page.getByText('乔森').first().click();
    await admin.page.getByLabel('最后工作日').fill('2030-12-31');
    await admin.page.getByLabel('最后工作日').press('Enter');
    await picture(admin.page, 'watch-leaving');
    await admin.page.getByRole('button', { name: '登记离职' }).click();
    await admin.page.getByRole('button', { name: '撤销登记' }).waitFor();
    await admin.close();

    const reader = await as('sales_director');
    assert.ok((await openFiles(reader.page, 40)) >= 15);
    await reader.close();

    const { page, close } = await as('auditor');
    await page.goto('/watch');
    const line = page.getByRole('listitem').filter({ hasText: '离职前查阅' });
    // The log is read once a minute.
    await found(page, 'leaving');
    await page.reload();
    await line.getByText('乔森').waitFor();
    await picture(page, 'watch-findings');
    await page.setViewportSize(PHONE);
    await picture(page, 'watch-findings-phone');
    await checkAccessible(page, 'unusual reading on a phone');
    await page.setViewportSize(DESK);
    await line.getByRole('button', { name: '查看' }).click();
    const panel = page.getByRole('complementary', { name: '异常查阅' });
    await panel.getByRole('button', { name: '作出结论' }).click();
    await panel.getByText('请写明结论').first().waitFor();
    await panel.getByRole('textbox', { name: '结论' }).fill('交接清点，已与主管核实');
    await checkAccessible(page, 'concluding');
    await picture(page, 'watch-conclude');
    await panel.getByRole('button', { name: '作出结论' }).click();
    await panel.getByText('交接清点，已与主管核实').waitFor();
    await page.goto('/watch?show=concluded');
    await line.getByText('已查清').waitFor();
    await close();
  });
});

test('nobody else reads it', async () => {
  const { page, close } = await as('salesperson');
  const status = await page.evaluate(async () => (await fetch('/api/v1/watch-findings')).status);
  assert.equal(status, 403);
  await close();
});
