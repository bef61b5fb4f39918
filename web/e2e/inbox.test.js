// What people are told: the bell counts up by itself, the inbox is read with one key, and each person chooses
// what leaves the house.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany();

/** @param {string} login @param {Parameters<typeof open>[0]} [options] */
async function enter(login, options) {
  const person = server().people.find((one) => one.login === login);
  assert.ok(person, login);
  const opened = await open(options);
  await signIn(opened.page, person);
  return opened;
}

/** Shares a new customer of one's own. @param {import('playwright-core').Page} page @param {string} name @param {string} to */
const share = (page, name, to) =>
  page.evaluate(
    async ([name, to]) => {
      const send = async (/** @type {string} */ path, /** @type {unknown} */ body) => {
        const reply = await fetch(`/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
        return { status: reply.status, body: await reply.json() };
      };
      const people = await fetch(`/api/v1/people?q=${to}`).then((reply) => reply.json());
      const made = await send('/customers', { kind: 'organization', name });
      const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
      const given = await send(`/customers/${made.body.id}/shares`, { person_id: people.items[0].id, until, reason: '协助' });
      return given.status;
    },
    [name, to],
  );

describe('the inbox', () => {
  test('counts up without being asked, and is read with one key', async () => {
    const giver = await enter('wangmin');
    const { page, close } = await enter('lixiang');
    const bell = page.getByRole('link', { name: /^收件箱/ });
    await bell.waitFor();
    assert.equal(await bell.textContent(), '');
    for (const name of ['石家庄铃声机械有限公司', '保定钟楼设备有限公司']) assert.equal(await share(giver.page, name, 'lixiang'), 201);
    // Nothing is loaded again: the server tells.
    await page.getByRole('link', { name: '收件箱，2 条未读' }).waitFor();
    await bell.click();
    await page.getByRole('heading', { name: '收件箱', level: 1 }).waitFor();
    const lines = page.getByRole('listitem').filter({ hasText: '与您共享' });
    await lines.nth(1).waitFor();
    await checkAccessible(page, 'the inbox');
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByRole('link', { name: '收件箱，1 条未读' }).waitFor();
    await page.getByText('保定钟楼设备有限公司').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /石家庄铃声机械有限公司/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '石家庄铃声机械有限公司' }).waitFor();
    await page.goto('/inbox');
    await page.getByText('没有未读的通知').waitFor();
    await page.getByRole('link', { name: '全部', exact: true }).click();
    await lines.nth(1).waitFor();
    await giver.close();
    await close();
  });

  test('leaves the house as each person wants', async () => {
    const { page, close } = await enter('lixiang', { viewport: PHONE });
    await page.goto('/account');
    await page.getByLabel('撞单：邮件').waitFor();
    await page.getByLabel('汇总时间').fill('17:45');
    const saved = page.waitForResponse((reply) => reply.url().endsWith('/account/notices') && reply.request().method() === 'PATCH');
    await page.getByRole('button', { name: '保存' }).first().click();
    assert.equal((await saved).status(), 200);
    await page.reload();
    assert.equal(await page.getByLabel('汇总时间').inputValue(), '17:45');
    await close();
  });

  test('is set up by whoever keeps the company', async () => {
    const { page, close } = await enter('admin');
    await page.goto('/notice-settings');
    await page.getByRole('button', { name: '添加机器人' }).click();
    const dialog = page.getByRole('dialog', { name: '添加机器人' });
    await dialog.getByLabel('名称').fill('销售群');
    await dialog.getByLabel('Webhook 地址').fill('https://127.0.0.1/hook');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText(/须是公网上的 https 地址/).first().waitFor();
    await dialog.getByLabel('Webhook 地址').fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('qyapi.weixin.qq.com').waitFor();
    await checkAccessible(page, 'the notice settings');
    await close();
  });
});
