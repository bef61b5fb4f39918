// The search box: filters and words in one text, at the top, in the list and on a phone.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { checkAccessible, DESK, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();
const SHOTS = process.env['SHOTS'];

/** @param {import('playwright-core').Page} page @param {string} name */
async function shot(page, name) {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** @param {import('playwright-core').Page} page */
async function threeCustomers(page) {
  const made = await page.evaluate(async () => {
    /** @type {number[]} */
    const replies = [];
    for (const [name, stage, region] of [
      ['框搜泵业', 'intent', '320102'],
      ['框搜物流', 'potential', '320500'],
      ['框搜阀门', 'intent', '130102'],
    ]) {
      const body = { kind: 'organization', name, template: 'company', values: { stage, region }, contacts: [{ name: '欧阳静', values: {}, primary: true }] };
      const reply = await fetch('/api/v1/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      replies.push(reply.status);
    }
    return replies;
  });
  assert.deepEqual(made, [201, 201, 201]);
}

/** @param {import('playwright-core').Page} page @param {RegExp | string} name */
const option = (page, name) => page.getByRole('dialog').getByRole('option', { name });

describe('the search box', () => {
  test('is filled in by keyboard, shows what it understood, and leads to the list', async () => {
    const { page, close } = await as('salesperson', { viewport: DESK });
    await threeCustomers(page);
    await page.keyboard.press('/');
    const box = page.getByRole('combobox');
    await box.pressSequentially('阶');
    await option(page, '合作阶段:').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await box.inputValue(), '合作阶段:');
    await option(page, '意向').waitFor();
    await page.keyboard.type('意');
    await option(page, '意向').waitFor();
    await shot(page, 'desk-values');
    await page.keyboard.press('Enter');
    assert.equal(await box.inputValue(), '合作阶段:意向 ');
    await page.keyboard.type('框搜 -地区:江苏 负责人:我');
    const understood = page.getByRole('group', { name: '已识别的条件' });
    await understood.getByText('合作阶段：意向').waitFor();
    await understood.getByText('所在地区：不是 江苏省').waitFor();
    await understood.getByText('负责人：我').waitFor();
    await option(page, /框搜阀门/).waitFor();
    assert.equal(await option(page, /框搜泵业/).count(), 0);
    assert.equal(await page.getByRole('dialog').locator('mark').first().innerText(), '框搜');
    await shot(page, 'desk-chips');
    await checkAccessible(page, 'the search box');

    await understood.getByRole('button', { name: /所在地区/ }).click();
    assert.equal(await box.inputValue(), '合作阶段:意向 框搜 负责人:我');
    await option(page, /框搜泵业/).waitFor();
    await option(page, '在客户列表中查看').click();
    await page.waitForURL('**/customers?**');
    await page.getByRole('row').filter({ hasText: '框搜阀门' }).waitFor();
    assert.equal(await page.getByRole('row').filter({ hasText: '框搜物流' }).count(), 0);
    await page.getByText('共 2 个').waitFor();
    await shot(page, 'desk-list');
    await checkAccessible(page, 'the list under a text of the box');
    await close();
  });

  test('says what it does not understand, and what may have been meant', async () => {
    const { page, close } = await as('salesperson', { viewport: DESK });
    await page.keyboard.press('/');
    await page.keyboard.type('indstry:物流 阶段:意象');
    await page.getByText('没有“indstry”这个筛选条件').waitFor();
    await page.getByText('“阶段”没有“意象”这个值').waitFor();
    await shot(page, 'desk-troubles');
    await page.getByRole('dialog').getByRole('button', { name: '所属行业' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '意向' }).click();
    assert.equal(await page.getByRole('combobox').inputValue(), '所属行业:物流 阶段:意向');
    await page.getByRole('group', { name: '已识别的条件' }).getByText('合作阶段：意向').waitFor();
    await close();
  });

  test('remembers searches until they are forgotten, and keeps one as a view in one key', async () => {
    const { page, close } = await as('department_head', { viewport: DESK });
    await page.keyboard.press('/');
    await page.keyboard.type('阶段:意向 创建:本月');
    await page.getByRole('group', { name: '已识别的条件' }).getByText('创建：本月').waitFor();
    await page.getByRole('button', { name: /存为视图/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/customers?view=**');
    await page.getByRole('navigation', { name: '客户视图' }).getByRole('link', { name: '阶段:意向 创建:本月' }).waitFor();
    await page.getByRole('group', { name: '筛选条件' }).or(page.getByRole('group', { name: '筛选' })).first().waitFor();
    await page.getByText('建档时间：本月').waitFor();
    await shot(page, 'desk-view');

    await page.getByRole('heading', { name: '客户' }).first().click();
    await page.keyboard.press('/');
    await option(page, '阶段:意向 创建:本月').waitFor();
    await shot(page, 'desk-recent');
    await page.keyboard.press('Shift+Delete');
    await option(page, '清除最近搜索').waitFor({ state: 'detached' });
    assert.equal(await option(page, '阶段:意向 创建:本月').count(), 0);
    await close();
  });

  test('stands in the list too', async () => {
    const { page, close } = await as('salesperson', { viewport: DESK });
    await page.goto('/customers');
    const box = page.getByRole('combobox', { name: /查找/ });
    await box.click();
    await box.pressSequentially('联系人:欧阳 -阶段:意');
    await page.getByRole('group', { name: '已识别的条件' }).getByText('联系人：欧阳').waitFor();
    await page.getByRole('row').filter({ hasText: '框搜物流' }).waitFor();
    await page.getByText('共 1 个').waitFor();
    await box.pressSequentially(' 天气:晴');
    await page.getByText('没有“天气”这个筛选条件').waitFor();
    await shot(page, 'desk-list-trouble');
    assert.equal(await page.getByRole('row').filter({ hasText: '框搜物流' }).count(), 1, 'the list stays as it was');
    await close();
  });

  test('fits a phone', async () => {
    const { page, close } = await as('salesperson', { viewport: PHONE });
    await page.getByRole('button', { name: '搜索' }).click();
    await page.getByText('例：行业:物流').waitFor();
    await shot(page, 'phone-empty');
    await page.getByRole('combobox').pressSequentially('阶段:意向 地区:江苏 框搜 负责人:');
    await option(page, '我').waitFor();
    await shot(page, 'phone-values');
    await option(page, '我').click();
    await option(page, /框搜泵业/).waitFor();
    await shot(page, 'phone-hits');
    await checkAccessible(page, 'the search box on a phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, 'nothing runs out of the screen');
    await option(page, '在客户列表中查看').click();
    await page.waitForURL('**/customers?**');
    await page.getByText('框搜泵业').waitFor();
    await shot(page, 'phone-list');
    await close();
  });

  test('of whoever keeps the house finds pages only', async () => {
    const { page, close } = await as('system_administrator', { viewport: DESK });
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.keyboard.press('/');
    await page.keyboard.type('部门');
    await option(page, /部门/).first().waitFor();
    assert.ok(!asked.some((path) => path.startsWith('/api/v1/search')), asked.join());
    await close();
  });
});
