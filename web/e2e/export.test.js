// Customers that leave: with a purpose and a cover, on register, above the limit once approved.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, personOf, sampleCompany } from './support.js';

const { as, server } = sampleCompany();

/** @param {import('playwright-core').Page} page @param {string} button */
async function downloaded(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).last().click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Changes the limit as the administrator does. @param {number | null} rows */
async function limit(rows) {
  const admin = personOf(server(), 'system_administrator');
  const url = `${server().url}/api/v1`;
  const headers = { 'content-type': 'application/json' };
  const session = await fetch(`${url}/session`, { method: 'POST', headers, body: JSON.stringify({ login: admin.login, password: admin.password }) });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const company = await fetch(`${url}/company`, { headers: { cookie } });
  const etag = company.headers.get('etag') ?? '';
  const changed = await fetch(`${url}/company`, { method: 'PATCH', headers: { ...headers, cookie, 'if-match': etag }, body: JSON.stringify({ export_limit_rows: rows }) });
  assert.equal(changed.status, 200, await changed.text());
}

describe('taking customers out', () => {
  test('asks what for, and the file and the register say so', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/customers');
    await page.getByRole('button', { name: '导出' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('按选择的先后排列').waitFor();
    await checkAccessible(page, 'the export dialog');
    await dialog.getByRole('button', { name: '导出' }).click();
    await dialog.getByText('请写明用途').waitFor();
    await dialog.getByLabel('用途').fill('年度回访名单');
    const book = await downloaded(page, '导出');
    assert.match(book.name, /^DC\d{8}-001\.xlsx$/);
    assert.equal(book.bytes.subarray(0, 2).toString(), 'PK');
    await dialog.waitFor({ state: 'detached' });

    // As text, with the cover above the header.
    await page.getByRole('button', { name: '导出' }).click();
    await dialog.getByLabel('用途').fill('年度回访名单');
    await dialog.getByText('CSV 文本（.csv）').click();
    await dialog.getByText('在表头前写上编号').click();
    const table = await downloaded(page, '导出');
    const lines = table.bytes.toString('utf8').split('\r\n');
    assert.match(lines[0] ?? '', /^\ufeff# .*客户资料导出$/);
    assert.ok(lines.includes('# 用途：年度回访名单'));
    assert.ok(lines.some((line) => line.startsWith('客户名称,客户编号,')), lines.slice(0, 14).join('\n'));

    await page.goto('/exports');
    await page.getByRole('row', { name: /DC\d{8}-001/ }).click();
    await page.getByRole('heading', { name: /^DC\d{8}-001$/ }).waitFor();
    const panel = page.getByRole('complementary');
    await panel.getByText('年度回访名单').waitFor();
    await panel.getByText('已导出', { exact: true }).waitFor();
    await checkAccessible(page, 'the register');
    await close();
  });

  test('above the limit needs somebody else', async () => {
    await limit(2);
    const director = await as('sales_director');
    await director.page.goto('/customers');
    await director.page.getByRole('button', { name: '导出' }).click();
    const dialog = director.page.getByRole('dialog');
    await dialog.getByText('超过上限 2 个').waitFor();
    await dialog.getByLabel('用途').fill('展会邀请');
    await dialog.getByRole('button', { name: '申请导出' }).click();
    await dialog.getByRole('heading', { name: /已提交申请 DC/ }).waitFor();
    await dialog.getByRole('link', { name: '看导出登记' }).click();
    await director.page.getByRole('complementary').getByText('展会邀请').waitFor();
    assert.equal(await director.page.getByRole('button', { name: '批准' }).count(), 0, 'not by oneself');

    const keeper = await as('service_manager');
    await keeper.page.goto('/exports?waiting=true');
    await keeper.page.getByRole('row', { name: /展会邀请/ }).click();
    await keeper.page.getByRole('button', { name: '批准', exact: true }).click();
    await checkAccessible(keeper.page, 'the approval');
    await keeper.page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await keeper.page.getByRole('complementary').getByText('可领取', { exact: true }).waitFor();
    await keeper.close();

    await director.page.reload();
    const file = await downloaded(director.page, '领取');
    assert.match(file.name, /^DC\d{8}-\d{3}\.xlsx$/);
    await director.page.getByRole('complementary').getByText('已导出', { exact: true }).waitFor();
    assert.equal(await director.page.getByRole('button', { name: '领取' }).count(), 0, 'once');
    await director.close();
    await limit(5000);
  });

  test('the company says how many, and whether a purpose is needed', async () => {
    const { page, close } = await as('system_administrator');
    await page.goto('/company');
    await page.getByLabel('导出上限').fill('4000');
    await page.getByRole('button', { name: '保存' }).click();
    await page.reload();
    assert.equal(await page.getByLabel('导出上限').inputValue(), '4000');
    assert.ok(await page.getByText('导出客户前必须写明用途').isVisible());
    await checkAccessible(page, 'the rule of exports');
    await close();
    await limit(5000);
  });

  test('on a phone the register is cards', async () => {
    const { page, close } = await as('sales_director', { viewport: PHONE });
    await page.goto('/exports');
    await page.getByText(/DC\d{8}-\d{3}/).first().click();
    await page.getByRole('dialog').getByText('展会邀请').waitFor();
    await checkAccessible(page, 'an export on a phone');
    await close();
  });
});
