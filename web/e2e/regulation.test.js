// The regulation: read by everybody, drafted by one, approved by another.
import { describe, test } from 'node:test';
import { acceptPledge, checkAccessible, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();
const SHOTS = process.env['SHOTS'];

/** @param {import('playwright-core').Page} page @param {string} name */
const shot = async (page, name) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
};

describe('the regulation', () => {
  test('is read, searched and looked at clause by clause', async () => {
    const { page, close } = await as('salesperson');
    await page.getByRole('link', { name: '制度', exact: true }).click();
    await page.getByRole('heading', { name: '客户数据管理办法' }).waitFor();
    await shot(page, 'book');
    await page.getByPlaceholder('查找条款').fill('汇总');
    await page.getByRole('button', { name: /5\.1\.6a/ }).waitFor();
    await page.getByPlaceholder('查找条款').fill('5.1.6a');
    await page.getByRole('button', { name: /5\.1\.6a/ }).click();
    await page.getByRole('heading', { name: 'M 5.1.6a' }).waitFor();
    await page.getByText('沿革').waitFor();
    await checkAccessible(page, 'a clause');
    await shot(page, 'clause');
    await page.goto('/regulation/coverage');
    await page.getByRole('link', { name: 'M 5.1.6a' }).waitFor();
    await checkAccessible(page, 'how the regulation is met');
    await shot(page, 'coverage');
    await close();
  });

  test('is changed by one and approved by another', async () => {
    const author = await as('information_specialist');
    const { page } = author;
    await page.goto('/regulation/versions');
    await page.getByRole('button', { name: '起草新版' }).click();
    await page.waitForURL(/regulation\/versions\/[0-9a-f-]+/);
    await page.getByText('没有改动').waitFor();
    const id = page.url().split('/').at(-1);
    await page.goto(`/regulation/versions/${id}?clause=${encodeURIComponent('M 5.1.6a')}`);
    await page.getByRole('spinbutton').first().fill('2');
    await page.getByLabel('改动理由').fill('试行两周一报');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('改动 2 处').waitFor();
    await page.getByText('试行两周一报').first().waitFor();
    await checkAccessible(page, 'a clause of a draft');
    await shot(page, 'draft-clause');
    await page.goto(`/regulation/versions/${id}`);
    await page.getByRole('button', { name: '下载 TOML' }).waitFor();
    await checkAccessible(page, 'a draft');
    await shot(page, 'draft');
    await page.getByRole('button', { name: '提请审批' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提请审批' }).click();
    await page.getByText('待营销总监审批').waitFor();
    await shot(page, 'proposed');
    await author.close();

    const other = await as('salesperson');
    await other.page.goto(`/regulation/versions/${id}`);
    await other.page.getByText('没有这个页面或资料').first().waitFor();
    await other.close();

    const director = await as('marketing_director');
    await director.page.goto(`/regulation/versions/${id}`);
    await director.page.getByRole('button', { name: '批准', exact: true }).click();
    await director.page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
    // What holds reads otherwise now: everybody accepts it first, the director too.
    await director.page.waitForURL('**/pledge');
    await acceptPledge(director.page);
    await director.page.goto('/regulation?clause=M+5.1.6a');
    await director.page.getByText(/2周/).first().waitFor();
    await shot(director.page, 'in-force');
    await director.page.goto('/regulation/versions');
    await director.page.getByText('第 2 版').first().waitFor();
    await checkAccessible(director.page, 'the versions');
    await shot(director.page, 'versions');
    await director.close();
  });

  test('is read on a phone', async () => {
    const { page, close } = await as('salesperson', { viewport: PHONE });
    await page.goto('/regulation');
    await page.getByRole('button', { name: /2\.1/ }).first().waitFor();
    await shot(page, 'phone-book');
    await page.goto('/regulation?clause=M+5.1.6a');
    await page.getByRole('heading', { name: 'M 5.1.6a' }).waitFor();
    await shot(page, 'phone-clause');
    await page.getByRole('button', { name: '返回目录' }).click();
    await page.getByPlaceholder('查找条款').waitFor();
    await page.goto('/regulation/coverage');
    await page.getByRole('link', { name: 'M 5.1.6a' }).waitFor();
    await shot(page, 'phone-coverage');
    await close();
  });
});
