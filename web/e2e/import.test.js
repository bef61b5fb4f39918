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

  test('changes customers on file after showing how, and gives them back what they had', async () => {
    const { page, close } = await as('department_head');
    const register = async (/** @type {string} */ name, /** @type {string} */ mobile) => {
      const made = await page.request.post('/api/v1/customers', {
        data: { kind: 'organization', name, template: 'company', values: { mobile, remark: '老客户' } },
      });
      assert.equal(made.status(), 201, await made.text());
      return made.json();
    };
    const one = await register('更新甲泵业有限公司', '13812340101');
    const two = await register('更新乙泵业有限公司', '13812340102');
    const table = `客户编号,客户名称,手机,备注\n${one.code},更新甲泵业有限公司,13900000101,\n${two.code},更新乙泵业有限公司,13812340102,\nKH9999999,更新丙泵业有限公司,13812340103,\n`;
    await page.goto('/imports');
    await page.setInputFiles('input[type=file]', { name: '更新.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.waitForURL(/imports\/[0-9a-f-]{36}/);
    await page.getByText('只更新已有的客户').click();
    await page.getByText('可写入 2 行，有问题 1 行').waitFor();
    await checkAccessible(page, 'choosing what is done with customers on file');
    await page.getByRole('button', { name: '下一步：检查' }).click();
    await page.getByText('没有找到“KH9999999”对应的客户').waitFor();
    await page.getByRole('link', { name: /将更新 1/ }).click();
    const row = page.getByRole('row', { name: /更新甲泵业有限公司/ });
    await row.getByText('138 1234 0101').waitFor();
    await row.getByText('139 0000 0101').waitFor();
    await checkAccessible(page, 'what will change');
    await page.getByRole('button', { name: '下一步：写入' }).click();
    await page.getByText('1 行与在档的相同，不动。').waitFor();
    await page.getByRole('button', { name: '更新 1 个客户' }).click();
    await page.getByRole('heading', { name: '写入完成' }).waitFor();
    await page.getByText('更新了 1 个客户。').waitFor();
    const mobile = async () => (await (await page.request.get(`/api/v1/customers/${one.id}`)).json()).values;
    assert.deepEqual(await mobile(), { mobile: '13900000101', remark: '老客户' });

    await page.getByRole('button', { name: '撤销导入' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('这次导入更新的 1 个客户将恢复被改动的内容。').waitFor();
    await dialog.getByRole('button', { name: '撤销导入' }).click();
    await page.getByRole('heading', { name: '导入已撤销' }).waitFor();
    await page.getByText('1 个客户恢复了原来的内容。').waitFor();
    assert.deepEqual(await mobile(), { mobile: '13812340101', remark: '老客户' });
    await close();
  });

  test('shows rows beside what they may be the same as, and reads a text anew', async () => {
    const { page, close } = await as('department_head');
    const made = await page.request.post('/api/v1/customers', {
      data: { kind: 'organization', name: '苏州并排造纸有限公司', template: 'company', values: { mobile: '13812340201' } },
    });
    assert.equal(made.status(), 201, await made.text());
    const table = '客户名称;手机\n苏州并排造纸有限公司;13812340201\n常州并排电器有限公司;13812340202\n常州并排电器公司;13812340202\n';
    await page.goto('/imports');
    await page.setInputFiles('input[type=file]', { name: '并排.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.waitForURL(/imports\/[0-9a-f-]{36}/);
    const separator = page.getByRole('combobox', { name: '分隔符' });
    await separator.click();
    await page.getByTitle('逗号').last().click();
    await page.getByText('没有自动找到表头').waitFor();
    await separator.click();
    await page.getByTitle('分号').last().click();
    await page.getByText('可写入 3 行，有问题 0 行').waitFor();
    await page.getByRole('button', { name: '下一步：检查' }).click();
    await page.getByRole('link', { name: /疑似重复 3/ }).click();
    const first = page.getByRole('row', { name: /同一家/ }).first();
    await first.getByRole('link', { name: '苏州并排造纸有限公司' }).waitFor();
    await checkAccessible(page, 'rows that may be on file');
    const code = (await made.json()).code;
    await first.getByText(`更新 ${code}`).click();
    await page.getByRole('link', { name: /疑似重复 3/ }).waitFor();
    await page.getByRole('radiogroup', { name: '第 4 行怎么办' }).getByText('不写入', { exact: true }).click();
    await page.getByText('2 行可以写入，1 行有问题').waitFor();
    await page.getByRole('button', { name: '下一步：写入' }).click();
    await page.getByText('疑似重复', { exact: true }).waitFor();
    await close();
  });

  test('keeps the meaning of columns as a template, which the next file follows', async () => {
    const { page, close } = await as('department_head');
    /** @param {string} name @param {string} table */
    const upload = async (name, table) => {
      await page.goto('/imports');
      await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(table) });
      await page.waitForURL(/imports\/[0-9a-f-]{36}/);
    };
    await upload('模板一.csv', '客户名称,手机\n南通模板甲电器有限公司,13812340301\n');
    await page.getByText('只更新已有的客户').click();
    await page.getByText('可写入 0 行，有问题 1 行').waitFor();
    await page.getByRole('button', { name: '存为模板' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('模板名称').fill('展会名单');
    await checkAccessible(page, 'keeping a template of imports');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await upload('模板二.csv', '手机,客户名称\n13812340302,南通模板乙电器有限公司\n');
    await page.getByText('表头与模板“展会名单”相同，已自动套用。').waitFor();
    await page.getByText('可写入 0 行，有问题 1 行').waitFor();
    await checkAccessible(page, 'a template of imports that was applied');
    await page.getByRole('button', { name: '不套用' }).click();
    await page.getByText('可写入 1 行，有问题 0 行').waitFor();
    // Nobody who comes after in this house shall be surprised by it.
    const [kept] = (await (await page.request.get('/api/v1/import-templates')).json()).items;
    const gone = await page.request.delete(`/api/v1/import-templates/${kept.id}`, { headers: { 'if-match': `"${kept.version}"` } });
    assert.equal(gone.status(), 204, await gone.text());
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
