// The first page: what each role finds on it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();

describe('the workbench', () => {
  test('of a salesperson counts what leads to the list', async () => {
    const { page, close } = await as('salesperson');
    await page.getByRole('list', { name: '客户数字' }).waitFor();
    await checkAccessible(page, 'the workbench');
    await page.getByRole('link', { name: /我的客户/ }).click();
    await page.waitForURL('**/customers?**');
    assert.match(decodeURIComponent(page.url()), /owner:eq:me/);
    await close();
  });

  test('of a head shows the people under them', async () => {
    const { page, close } = await as('department_head');
    await page.getByRole('heading', { name: '部门人员' }).waitFor();
    await close();
  });

  test('of the administrator shows the house and no customers', async () => {
    const { page, close } = await as('system_administrator', { viewport: PHONE });
    await page.getByRole('heading', { name: '公司基础' }).waitFor();
    assert.equal(await page.getByRole('list', { name: '客户数字' }).count(), 0);
    await checkAccessible(page, 'the administrator’s workbench');
    await close();
  });
});
