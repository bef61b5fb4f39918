// Originals and their loans: registered, asked for, handed out, checked by both, returned; who has it now.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, OFFICE, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany();

/** @param {string} login @param {Parameters<typeof open>[0]} [options] */
async function enter(login, options) {
  const person = server().people.find((one) => one.login === login);
  assert.ok(person, 'the sample company has nobody like that');
  const opened = await open({ viewport: OFFICE, ...options });
  await signIn(opened.page, person);
  return opened;
}

/** @param {import('playwright-core').Page} page @param {string} path @param {object} body */
const post = (page, path, body) =>
  page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const reply = await fetch(`/api/v1${to}`, { method: 'POST', headers, body: JSON.stringify(sent) });
      return { status: reply.status, body: await reply.json() };
    },
    /** @type {const} */ ([path, body]),
  );

/** A customer of lixiang's. @param {string} name */
async function customer(name) {
  const { page, close } = await enter('lixiang');
  const made = await post(page, '/customers', { kind: 'organization', name, template: 'company', values: {} });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  await close();
  return made.body.id;
}

describe('a loan', () => {
  test('goes from hand to hand, and both sides check', async () => {
    const id = await customer('南京借阅泵业有限公司');
    const keeper = await enter('chenlu');
    await keeper.page.goto(`/customers/${id}?tab=items`);
    await checkAccessible(keeper.page, 'a customer without originals');
    await keeper.page.getByRole('button', { name: '登记原件' }).click();
    await keeper.page.getByLabel('原件名称').fill('2026年度供货合同');
    await keeper.page.getByLabel('页数').fill('12');
    await keeper.page.getByLabel('存放位置').fill('三号柜二层');
    await keeper.page.getByRole('dialog').getByRole('button', { name: '登记原件' }).click();
    await keeper.page.getByText('12 页 · 1 份 · 存放于三号柜二层').waitFor();
    const number = await keeper.page.getByText(/^YJ\d{6}$/).first().innerText();
    await checkAccessible(keeper.page, 'the originals of a customer');

    const borrower = await enter('lixiang');
    await borrower.page.goto(`/customers/${id}?tab=items`);
    await borrower.page.getByRole('link', { name: '申请借阅' }).click();
    await borrower.page.getByLabel('目的').fill('核对合同条款');
    await borrower.page.getByLabel('理由').fill('客户对付款条件有疑问');
    await checkAccessible(borrower.page, 'asking for a loan');
    await borrower.page.getByRole('button', { name: '提交', exact: true }).click();
    await borrower.page.getByText('核对合同条款').first().waitFor();
    const asked = await borrower.page.evaluate(async () => (await (await fetch('/api/v1/requests?list=mine')).json()).items[0]);
    assert.equal(asked.kind, 'loan');

    let waits = asked;
    for (let steps = 0; waits.state === 'open' && steps < 6; steps += 1) {
      const name = waits.waits_for[0].people[0].name;
      const login = server().people.find((one) => one.name === name)?.login;
      assert.ok(login, name);
      const decider = await enter(login);
      await decider.page.goto(`/requests?open=${asked.id}`);
      await decider.page.getByRole('button', { name: '同意' }).first().click();
      await decider.page.getByRole('dialog').getByRole('button', { name: '同意' }).click();
      await decider.page.getByRole('dialog').waitFor({ state: 'detached' });
      await decider.close();
      waits = await borrower.page.evaluate(async (which) => (await fetch(`/api/v1/requests/${which}`)).json(), asked.id);
    }
    assert.equal(waits.state, 'granted');

    const row = (/** @type {import('playwright-core').Page} */ page) => page.getByRole('listitem').filter({ hasText: number }).first();
    await keeper.page.goto('/loans?list=waiting');
    await row(keeper.page).getByRole('button', { name: '交出' }).click();
    await keeper.page.getByRole('button', { name: '交出' }).last().click();
    await keeper.page.getByText('请写明完好程度').first().waitFor();
    await keeper.page.getByLabel('完好程度').fill('完好');
    await checkAccessible(keeper.page, 'handing out');
    await keeper.page.getByRole('dialog').getByRole('button', { name: '交出' }).click();
    await keeper.page.getByRole('dialog').waitFor({ state: 'detached' });

    await borrower.page.goto('/loans?list=mine');
    await row(borrower.page).getByText('待借阅人签收').waitFor();
    await row(borrower.page).getByRole('button', { name: '确认无误，签收' }).click();
    await row(borrower.page).getByText('借出', { exact: true }).waitFor();

    // Who has it now, by its label.
    await keeper.page.goto(`/loans?number=${number}`);
    await keeper.page.getByText('现由 李想 持有').waitFor();
    await checkAccessible(keeper.page, 'the counter');
    await keeper.page.getByRole('status').getByRole('button', { name: '收回' }).click();
    await keeper.page.getByLabel('完好程度').fill('完好');
    await keeper.page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
    await keeper.page.getByRole('dialog').waitFor({ state: 'detached' });
    await borrower.page.goto('/loans?list=mine');
    await row(borrower.page).getByRole('button', { name: '确认归还无误' }).click();
    await row(borrower.page).getByText('已归还').waitFor();
    await keeper.close();
    await borrower.close();
  });

  test('is nobody’s who does not see the customer, and the register is kept by the keeper alone', async () => {
    const id = await customer('南京原件阀门有限公司');
    const stranger = await enter('sunjia');
    const body = { title: '合同', pages: 1, copies: 1, place: '一号柜' };
    assert.equal((await post(stranger.page, `/customers/${id}/items`, body)).status, 404);
    await stranger.close();
    const owner = await enter('lixiang');
    assert.equal((await post(owner.page, `/customers/${id}/items`, body)).status, 403);
    await owner.page.goto(`/customers/${id}?tab=items`);
    await owner.page.getByRole('button', { name: '登记原件' }).click();
    await owner.page.getByText('保管').first().waitFor();
    await owner.page.goto('/loans?number=YJ999999');
    await owner.page.getByText('没有编号为 YJ999999 的原件，或您无权查看').waitFor();
    await owner.close();
  });

  for (const [name, viewport] of /** @type {const} */ ([['office', OFFICE], ['phone', PHONE]])) {
    test(`has a register on the ${name}`, async () => {
      const { page, close } = await enter('chenlu', { viewport });
      await page.goto('/loans');
      await page.getByRole('heading', { name: '借阅', level: 1 }).waitFor();
      await checkAccessible(page, 'the register of loans');
      await close();
    });
  }
});
