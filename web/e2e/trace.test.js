// A leaked sheet is compared with what left: sorted, cut and with other headers it leads to its export; what nobody exported leads nowhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany } from './support.js';

const { as, server } = sampleCompany();

const api = (/** @type {string} */ path) => `${server().url}/api/v1${path}`;

/** The rows of an export, each a list of cells. @param {import('playwright-core').Page} page @param {string} filter */
async function exported(page, filter) {
  const reply = await page.request.get(api(`/customers/export?format=csv&purpose=年度回访&columns=name,mobile,region,stage${filter}`));
  assert.equal(reply.status(), 200, await reply.text());
  const lines = (await reply.text()).replace('\ufeff', '').trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(','));
}

/** A case of its own, by whom reports it. @param {import('playwright-core').Page} page @param {string} text */
async function reported(page, text) {
  const reply = await page.request.post(api('/incidents'), { data: { kind: 'leak', text } });
  assert.equal(reply.status(), 201, await reply.text());
  return (await reply.json()).id;
}

describe('tracing a leak', () => {
  test('ranks what may be the source, and says that it is no verdict', async () => {
    const director = await as('sales_director');
    const rows = await exported(director.page, '');
    await exported(director.page, '&filter=stage:eq:potential');
    const id = await reported(director.page, '客户名单出现在外部群里');
    await director.close();
    assert.ok(rows.length >= 10, 'the sample has customers');
    // Half of it, from behind, with other headers and the columns the other way round.
    const leaked = rows.filter((_, at) => at % 2 === 0).reverse();
    const text = ['号码\t单位', ...leaked.map(([name, mobile]) => `${mobile}\t${name}`)].join('\n');

    const { page, close } = await as('service_manager');
    await page.goto(`/incidents?id=${id}`);
    const panel = page.getByRole('complementary', { name: '案卷' });
    await panel.getByText('还没有比对过').waitFor();
    await panel.getByRole('button', { name: '比对', exact: true }).click();
    await panel.getByText('请上传或粘贴外泄的表格').first().waitFor();
    await panel.getByLabel('或粘贴内容').fill(text);
    await panel.getByRole('button', { name: '比对', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '来源比对' });
    await dialog.getByText(/DC\d{8}-\d{3} · /).first().waitFor();
    await dialog.getByText('不是定论').waitFor();
    await dialog.getByText('其他人或其他途径').waitFor();
    await dialog.getByText(new RegExp(`^${leaked.length} 行（共导出 `)).first().waitFor();
    await checkAccessible(page, 'the finding');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await panel.getByText(`${leaked.length} 行，其中 ${leaked.length} 行曾经导出`).waitFor();
    await checkAccessible(page, 'a case with a comparison');

    // What nobody exported, as a file.
    const others = Array.from({ length: 30 }, (_, at) => `远洋${at}号商行,1390000${1000 + at}`).join('\r\n');
    await panel.getByLabel('上传表格').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(others) });
    await panel.getByRole('button', { name: '比对', exact: true }).click();
    await dialog.getByText('30 行，其中 0 行曾经导出').waitFor();
    await dialog.getByText('100%').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await panel.getByText('没有找到已知来源').waitFor();
    await close();
  });

  test('is not for whoever only reported it, and hides the case from whoever it names', async () => {
    const seller = await as('salesperson', { viewport: PHONE });
    const id = await reported(seller.page, '有人带走了一份名单');
    await seller.page.goto(`/incidents?id=${id}`);
    const sheet = seller.page.getByRole('dialog', { name: '案卷' });
    await sheet.getByText('有人带走了一份名单').waitFor();
    assert.equal(await sheet.getByText('追查来源').count(), 0);
    await seller.close();

    const { page, close } = await as('service_manager', { viewport: PHONE });
    const rows = await exported(page, '&filter=stage:eq:intent');
    await page.goto(`/incidents?id=${id}`);
    const own = page.getByRole('dialog', { name: '案卷' });
    await own.getByLabel('或粘贴内容').fill(rows.map((cells) => cells.join('\t')).join('\n'));
    await checkAccessible(page, 'a case on a phone');
    await own.getByRole('button', { name: '比对', exact: true }).click();
    await own.getByText('比对结果涉及您本人').waitFor();
    await page.reload();
    await page.getByText('有人带走了一份名单').waitFor({ state: 'detached' });
    await close();
  });
});
