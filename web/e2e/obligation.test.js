// What somebody must do by a time: opened by what happens, shown as a countdown, fulfilled by doing it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { as, open, server } = sampleCompany('H');

/**
 * Calls the API as who is signed in on the page.
 * @param {import('playwright-core').Page} page
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {number} [version]
 */
const call = (page, method, path, body, version) =>
  page.evaluate(
    async ([method, path, body, version]) => {
      const headers = { 'content-type': 'application/json', ...(version ? { 'if-match': `"${version}"` } : {}) };
      const reply = await fetch(`/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
    },
    /** @type {[string, string, unknown, number | undefined]} */ ([method, path, body, version]),
  );

describe('obligations', () => {
  test('are counted down from what happened to the facts that fulfil it', async () => {
    const mine = await as('salesperson');
    const { page } = mine;
    await page.goto('/customers');
    const values = { sex: 'female', mobile: '13812345678', region: '110105', occupation: '教师', relation: ['end_customer'], stage: 'intent', source: 'referral', lawful_basis: 'consent' };
    const made = await call(page, 'POST', '/customers', { kind: 'individual', template: 'individual', name: '周静宜', values, contacts: [] });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const id = made.body.id;
    await page.goto(`/customers/${id}`);
    await page.getByRole('button', { name: '报告变化' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await page.getByTitle('地址变更').click();
    await checkAccessible(page, 'reporting a change');
    await dialog.getByRole('button', { name: '报告变化' }).click();
    await page.getByText('更新地址').first().waitFor();
    await page.getByText(/2[34] 小时后/).first().waitFor();

    await page.goto('/obligations');
    await page.getByRole('heading', { name: '待办义务' }).waitFor();
    await page.getByText('更新地址').waitFor();
    await checkAccessible(page, 'obligations');
    await page.getByRole('button', { name: '更新地址', exact: true }).click();
    await page.getByRole('button', { name: '申请延期' }).waitFor();
    await page.keyboard.press('Escape');
    await page.goto('/');
    await page.getByRole('link', { name: '全部义务' }).waitFor();

    const seen = await call(page, 'GET', `/customers/${id}`);
    const put = await call(page, 'PATCH', `/customers/${id}`, { values: { home_address: '朝阳区建国路 1 号' } }, seen.body.version);
    assert.equal(put.status, 200);
    const left = await call(page, 'GET', `/obligations?whose=mine&customer_id=${id}`);
    assert.equal(left.body.items.length, 0);
    await mine.close();
  });

  test('fit a phone', async () => {
    const person = server().people.find((one) => one.role === 'department_head');
    assert.ok(person);
    const { page, close } = await open({ viewport: PHONE });
    await signIn(page, person);
    await page.goto('/obligations?view=others');
    await page.getByRole('heading', { name: '待办义务' }).waitFor();
    await checkAccessible(page, 'obligations on a phone');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await close();
  });
});
