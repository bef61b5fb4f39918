// Registering a customer that is on file already: with oneself, and with somebody one does not see.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { as, open, server } = sampleCompany();

const NAME = '石家庄风陵渡风机有限公司';

/** @param {import('playwright-core').Page} page */
const register = (page) =>
  page.evaluate(
    async (name) => {
      const body = { kind: 'organization', name, values: {}, contacts: [{ name: '赵子墨', values: { mobile: '13911112222' }, primary: true }] };
      const reply = await fetch('/api/v1/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return reply.status;
    },
    NAME,
  );

describe('a customer that is on file', () => {
  test('is shown to who sees it, and to nobody else; but who does not is told whom to ask', async () => {
    const mine = await as('salesperson');
    await mine.page.goto('/customers');
    assert.equal(await register(mine.page), 201);
    await mine.page.goto('/customers/new');
    await mine.page.getByLabel('客户名称').fill(NAME);
    const shown = mine.page.getByRole('status').filter({ hasText: '可能已经在档' });
    await shown.getByRole('link', { name: NAME }).waitFor();
    await mine.close();

    const [first] = server().people.filter((one) => one.role === 'salesperson');
    const other = server().people.find((one) => one.role === 'salesperson' && one.department !== first?.department);
    assert.ok(first && other);
    const { page, close } = await open({ viewport: PHONE });
    await signIn(page, other);
    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill(NAME);
    const told = page.getByRole('status').filter({ hasText: '可能已经在档' });
    await told.getByText(`“${first.department}”可能已有同一家客户，名称相同`).waitFor();
    assert.equal(await told.getByRole('link').count(), 0);
    await checkAccessible(page, 'what a stranger to a customer is told');

    await page.getByRole('button', { name: '添加联系人' }).click();
    await page.getByLabel('姓名').fill('赵先生');
    await page.getByLabel('手机').last().fill('139 1111 2222');
    await told.getByText(`“${first.department}”已有同一家客户，名称、手机相同`).waitFor();
    await page.getByRole('button', { name: '建立档案' }).click();
    await page.getByRole('alert').filter({ hasText: '请联系该部门负责人共享' }).waitFor();
    assert.equal(await page.getByLabel('客户名称').inputValue(), NAME);
    await close();
  });
});
