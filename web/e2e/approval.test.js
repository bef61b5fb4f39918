// Imports above the company's limit: one person asks, another agrees; and contacts that change.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, personOf, sampleCompany } from './support.js';

const { as, server } = sampleCompany();

/** Changes the limit as the administrator does. @param {number | null} rows */
async function limit(rows) {
  const admin = personOf(server(), 'system_administrator');
  const url = `${server().url}/api/v1`;
  const headers = { 'content-type': 'application/json' };
  const session = await fetch(`${url}/session`, { method: 'POST', headers, body: JSON.stringify({ login: admin.login, password: admin.password }) });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const company = await fetch(`${url}/company`, { headers: { cookie } });
  const etag = company.headers.get('etag') ?? '';
  const changed = await fetch(`${url}/company`, { method: 'PATCH', headers: { ...headers, cookie, 'if-match': etag }, body: JSON.stringify({ import_approval_rows: rows }) });
  assert.equal(changed.status, 200, await changed.text());
}

/** Takes a table in and goes to its last step. @param {import('playwright-core').Page} page @param {string} name @param {string} table */
async function taken(page, name, table) {
  await page.goto('/imports');
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.waitForURL(/imports\/[0-9a-f-]{36}/);
  return /imports\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

const TABLE = '客户名称,联系人,联系人手机,联系人职务\n批准甲泵业有限公司,许恺,13812345651,经理\n批准乙泵业有限公司,齐德,13812345652,会计\n';

describe('an import above the limit', () => {
  test('waits until somebody else has agreed', async () => {
    await limit(1);
    const maker = await as('department_head');
    const id = await taken(maker.page, '待批.csv', TABLE);
    await maker.page.goto(`/imports/${id}?step=write`);
    await maker.page.getByRole('button', { name: '写入 2 个客户' }).click();
    await maker.page.getByRole('heading', { name: '等待批准' }).waitFor();
    await maker.page.getByRole('button', { name: '收回申请' }).waitFor();
    await checkAccessible(maker.page, 'an import that waits');

    // Somebody who answers for them finds it, looks at the rows, and refuses first.
    const other = await as('sales_director');
    await other.page.goto('/imports');
    await other.page.getByRole('link', { name: /待批\.csv/ }).click();
    await other.page.getByRole('heading', { name: '由你批准' }).waitFor();
    await other.page.getByText('批准甲泵业有限公司').waitFor();
    await checkAccessible(other.page, 'an import to decide on');
    await other.page.setViewportSize(PHONE);
    await checkAccessible(other.page, 'an import to decide on, on a phone');
    await other.page.getByRole('button', { name: '不批准' }).click();
    await other.page.getByRole('dialog').getByLabel('原因').fill('来源不明');
    await other.page.getByRole('dialog').getByRole('button', { name: '不批准' }).click();
    await other.page.getByRole('heading', { name: '已有结论' }).waitFor();

    await maker.page.reload();
    await maker.page.getByText('没有批准：来源不明').waitFor();
    await maker.page.getByRole('button', { name: '写入 2 个客户' }).click();
    await maker.page.getByRole('heading', { name: '等待批准' }).waitFor();

    await other.page.reload();
    await other.page.getByRole('button', { name: '批准写入' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: '批准写入' }).click();
    await other.page.getByRole('heading', { name: '已有结论' }).waitFor();
    await other.close();

    await maker.page.reload();
    await maker.page.getByText(/已于 .* 批准/).waitFor();
    await maker.page.getByRole('button', { name: '写入 2 个客户' }).click();
    await maker.page.getByRole('heading', { name: '写入完成' }).waitFor({ timeout: 60_000 });
    await maker.page.getByText(/已于 .* 批准/).waitFor();
    await maker.close();
    await limit(null);
  });

  test('can be changed before it is asked for again, and shows what it makes of contacts', async () => {
    const { page, close } = await as('department_head');
    const table = '客户名称,联系人,联系人手机,联系人职务\n批准甲泵业有限公司,许恺,13812345651,总监\n批准乙泵业有限公司,新人,13812345659,采购\n';
    const id = await taken(page, '联系人.csv', table);
    await page.getByText('只更新已有的客户').click();
    await page.getByText('找不到的不写入').waitFor();
    await page.goto(`/imports/${id}?step=check&rows=update`);
    await page.getByText('联系人 许恺').waitFor();
    await page.getByText('总监').waitFor();
    await page.getByText('新联系人 新人').waitFor();
    await checkAccessible(page, 'changes of contacts');
    await close();
  });
});
