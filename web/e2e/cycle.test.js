// What keeps customer data true: the weekly change list and the check at month end, each by three people.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, OFFICE, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany();

/** @param {(one: {login: string, name: string}) => boolean} who @param {Parameters<typeof open>[0]} [options] */
async function enter(who, options) {
  const person = server().people.find(who);
  assert.ok(person, 'the sample company has nobody like that');
  const opened = await open(options);
  await signIn(opened.page, person);
  return opened;
}

/** @param {string} login */
const called = (login) => (/** @type {{login: string}} */ one) => one.login === login;

/**
 * What a program asks of the server with the session of the page.
 * @param {import('playwright-core').Page} page @param {string} method @param {string} path @param {unknown} [body]
 */
const ask = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const init = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const reply = await fetch(`/api/v1${path}`, { method, ...init });
      return reply.status === 204 ? null : reply.json();
    },
    /** @type {[string, string, unknown]} */ ([method, path, body]),
  );

describe('the weekly change list', () => {
  test('goes from the head back to an author, and to the custodian', async () => {
    const head = await enter(called('chenlu'), { viewport: OFFICE });
    const { page } = head;
    // The clock gathers the changes of the sample company as soon as the server runs.
    let list;
    for (let tries = 0; tries < 60 && !(list?.changes > 0); tries += 1) {
      const lists = await ask(page, 'GET', '/change-lists');
      list = lists.items.find((/** @type {any} */ one) => one.department.name === '销售一组');
      if (!(list?.changes > 0)) await page.waitForTimeout(500);
    }
    assert.ok(list?.changes > 0, 'the changes were gathered');
    await page.goto('/change-lists');
    await page.getByRole('link', { name: '销售一组' }).click();
    await page.getByText('汇总中').first().waitFor();
    const changes = await ask(page, 'GET', `/change-lists/${list.id}/changes?limit=200`);
    const back = changes.items.findIndex((/** @type {any} */ one) => one.person.name !== '陈露');
    assert.ok(back >= 0);
    const author = changes.items[back].person.name;
    for (let step = 0; step < back; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: '退回这条变更' });
    await dialog.getByLabel('请对方看什么').fill('全称与执照一致吗');
    await checkAccessible(page, 'sending a change back');
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('陈露：全称与执照一致吗').waitFor();
    await checkAccessible(page, 'a change list as its head sees it');

    const seller = await enter((one) => one.name === author, { viewport: PHONE });
    await seller.page.goto('/change-lists');
    await seller.page.getByText('全称与执照一致吗').waitFor();
    await checkAccessible(seller.page, 'changes that came back');
    await seller.page.getByLabel('向负责人说明').first().fill('已对照执照');
    await seller.page.getByRole('button', { name: '提交说明' }).first().click();
    await seller.page.getByText('全称与执照一致吗').waitFor({ state: 'detached' });
    await seller.close();

    await page.reload();
    await page.getByText(`${author}答复：已对照执照`).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('待接收').first().waitFor();
    await head.close();

    const custodian = await enter(called('fangxin'));
    await custodian.page.goto('/change-lists');
    await checkAccessible(custodian.page, 'the lists of all departments');
    await custodian.page.getByRole('button', { name: '接收 销售一组' }).click();
    await custodian.page.getByText('已接收', { exact: true }).waitFor();
    await custodian.close();
  });
});

describe('the check at month end', () => {
  test('is walked by key and thumb, decided by the head, applied and on record', async () => {
    const finance = await enter(called('jinhui'));
    await finance.page.goto('/month-notes');
    const first = finance.page.getByRole('combobox', { name: /付款情况/ }).first();
    await first.click();
    await finance.page.getByTitle('逾期未付').click();
    await finance.page.getByRole('button', { name: /保存/ }).first().click();
    await finance.page.getByText('已保存').waitFor();
    await checkAccessible(finance.page, 'notes of finance');
    await finance.close();

    const owner = await enter(called('lixiang'), { viewport: PHONE });
    const { page } = owner;
    const begun = await ask(page, 'POST', '/month-checks', {});
    const check = begun.items[0];
    /** @type {any[]} */
    const all = [];
    for (let cursor = ''; cursor !== null; ) {
      const part = await ask(page, 'GET', `/month-checks/${check.id}/customers?limit=50&cursor=${cursor}`);
      all.push(...part.items);
      cursor = part.next_cursor;
    }
    // All but the last two by the program; these by hand.
    const left = all.slice(-2);
    for (const one of all.slice(0, -2)) await ask(page, 'PUT', `/month-checks/${check.id}/customers/${one.customer.id}`, { marked: [] });
    await page.goto('/month-checks');
    await page.getByRole('link', { name: /李想/ }).click();
    await page.getByRole('article', { name: left[0].customer.name }).waitFor();
    await checkAccessible(page, 'a customer that is walked');
    await page.getByRole('button', { name: '全部属实' }).click();
    const card = page.getByRole('article', { name: left[1].customer.name });
    await card.waitFor();
    await page.keyboard.press('1');
    await card.getByText('请写明要改成什么').waitFor();
    await card.getByRole('button', { name: /^改为… .*名称/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('改成什么').fill('渡口桥梁设备（江北）有限公司');
    await checkAccessible(page, 'proposing a change');
    await dialog.getByRole('button', { name: '提出修改' }).click();
    await card.getByText('渡口桥梁设备（江北）有限公司').waitFor();
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('待审核').first().waitFor();
    await owner.close();

    const head = await enter(called('chenlu'));
    await head.page.goto('/month-checks');
    await head.page.getByRole('link', { name: /李想/ }).click();
    await head.page.getByText('渡口桥梁设备（江北）有限公司').waitFor();
    await checkAccessible(head.page, 'deciding on a check');
    await head.page.keyboard.press('Control+Enter');
    await head.page.getByText('已落实').first().waitFor();
    await head.page.goto('/maintenance-log');
    await head.page.getByRole('row').filter({ hasText: '渡口桥梁设备（江北）有限公司' }).filter({ hasText: '李想' }).filter({ hasText: '陈露' }).filter({ hasText: '按时' }).waitFor();
    await checkAccessible(head.page, 'the maintenance log');
    await head.close();
  });
});
