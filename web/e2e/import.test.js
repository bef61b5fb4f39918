// Importing a customer table: from the messy workbook to customers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();

const WORKBOOK = new URL('../../testdata/messy/customers_merged_title.xlsx', import.meta.url).pathname;

describe('importing', () => {
  test('walks from the file to the customers, mending a row on the way', async () => {
    const { page, close } = await as('department_head');
    await page.goto('/imports');
    await checkAccessible(page, 'the list of imports');
    await page.setInputFiles('input[type=file]', WORKBOOK);
    await page.waitForURL(/imports\/[0-9a-f-]{36}/);
    // The header is found under the merged title.
    assert.ok(await page.getByRole('radio', { name: '以第 3 行为表头' }).isChecked());
    await page.getByText('监利市迈卡五金制品有限公司').last().waitFor();
    await checkAccessible(page, 'columns');
    await page.getByRole('button', { name: '下一步：检查' }).click();

    await page.getByText('2,886 行可以写入，114 行有问题').waitFor();
    await page.getByRole('button', { name: /第 20 行 客户名称/ }).click();
    await page.keyboard.type('石家庄市新华泵业有限公司');
    await page.keyboard.press('Enter');
    await page.getByText('2,887 行可以写入，113 行有问题').waitFor();
    await page.keyboard.press('Escape');
    await checkAccessible(page, 'the check');

    // Many at once: what is wrong with the dates is emptied.
    await page.getByRole('button', { name: '清空 21 处' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '清空' }).click();
    await page.getByText('2,908 行可以写入，92 行有问题').waitFor();

    await page.getByRole('button', { name: '下一步：写入' }).click();
    await page.getByRole('button', { name: '写入 2,908 个客户' }).click();
    // It can be left and found again.
    await page.getByRole('link', { name: '回到导入列表' }).click();
    await page.getByRole('link', { name: /customers_merged_title/ }).click();
    await page.getByRole('heading', { name: '写入完成' }).waitFor({ timeout: 120_000 });
    await page.getByText('写入了 2,908 个客户。').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载没有写入的行' }).click()]);
    assert.match(file.suggestedFilename(), /未写入\.xlsx$/);
    await checkAccessible(page, 'the result');
    await page.getByRole('link', { name: '看这些客户' }).click();
    await page.waitForURL('**/customers?**');
    await close();
  });

  test('undoes an import, but for what somebody has changed', async () => {
    const { page, close } = await as('department_head');
    await page.goto('/imports');
    const table = '客户名称,座机\n撤销甲泵业有限公司,025-55550191\n撤销乙泵业有限公司,025-55550192\n撤销丙泵业有限公司,025-55550193\n';
    await page.setInputFiles('input[type=file]', { name: '误导.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.waitForURL(/imports\/[0-9a-f-]{36}/);
    const id = /imports\/([0-9a-f-]{36})/.exec(page.url())?.[1];
    await page.getByRole('button', { name: '下一步：检查' }).click();
    await page.getByRole('button', { name: '下一步：写入' }).click();
    await page.getByRole('button', { name: '写入 3 个客户' }).click();
    await page.getByRole('heading', { name: '写入完成' }).waitFor();

    // One of them is worked with.
    const rows = await (await page.request.get(`/api/v1/imports/${id}/rows?verdict=written`)).json();
    const customer = rows.items[1].customer_id;
    const changed = await page.request.patch(`/api/v1/customers/${customer}`, { headers: { 'If-Match': '"1"' }, data: { values: { remark: '已联系' } } });
    assert.equal(changed.status(), 200, await changed.text());

    await page.getByRole('button', { name: '撤销导入' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('这次导入建立的 3 个客户将被删除').waitFor();
    await checkAccessible(page, 'the question before undoing');
    await dialog.getByRole('button', { name: '撤销导入' }).click();
    await page.getByRole('heading', { name: '导入已撤销' }).waitFor();
    await page.getByText('删除了 2 个客户。').waitFor();
    await page.getByText('1 个客户保留，原因见下。').waitFor();
    await page.getByText('导入以后有人改过这个客户，保留。').waitFor();
    assert.equal(await page.getByRole('button', { name: '撤销导入' }).count(), 0, 'once is enough');
    await checkAccessible(page, 'the result of undoing');

    await page.getByRole('link', { name: '撤销乙泵业有限公司' }).click();
    await page.waitForURL(`**/customers/${customer}`);
    await page.getByRole('heading', { name: '撤销乙泵业有限公司' }).first().waitFor();
    for (const at of [0, 2]) assert.equal((await page.request.get(`/api/v1/customers/${rows.items[at].customer_id}`)).status(), 404);
    await page.goto('/imports');
    const line = page.getByRole('link', { name: /误导\.csv/ });
    await line.getByText('已撤销').waitFor();
    await line.getByText('删除了 2 个客户，保留 1 个').waitFor();
    await close();
  });

  test('refuses a file that is no table, and says why', async () => {
    const { page, close } = await as('department_head');
    await page.goto('/imports');
    await page.setInputFiles('input[type=file]', { name: 'cut.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004 cut off') });
    await page.getByRole('alert').waitFor();
    assert.match(page.url(), /imports$/);
    await close();
  });

  test('is closed to those whose role does not import', async () => {
    const { page, close } = await as('salesperson', { viewport: PHONE });
    await page.goto('/imports');
    await page.getByText('此处不对您的岗位开放').waitFor();
    await close();
  });
});
