// Something is closed to somebody, who asks for it; others decide step by step; it is open until it
// is taken away. A copy is made by the system.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany();

const NAME = '保定申请桥梁设备有限公司';
const PICTURES = process.env['PICTURES'];

/** @param {string} login @param {Parameters<typeof open>[0]} [options] */
async function enter(login, options) {
  const person = server().people.find((one) => one.login === login);
  assert.ok(person, login);
  const opened = await open(options);
  await signIn(opened.page, person);
  return opened;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {number} [version]
 */
const call = (page, method, path, body, version) =>
  page.evaluate(
    async ([method, path, body, version]) => {
      const headers = { 'content-type': 'application/json', ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }) };
      const reply = await fetch(`/api/v1${String(path)}`, { method: String(method), headers, ...(body === null ? {} : { body: JSON.stringify(body) }) });
      return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
    },
    /** @type {const} */ ([method, path, body, version]),
  );

/** @param {import('playwright-core').Page} page @param {string} name */
async function picture(page, name) {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

describe('asking for what is closed', () => {
  /** @type {string} */
  let id;

  before(async () => {
    const owner = await enter('lixiang');
    const body = { kind: 'organization', name: NAME, values: { office_phone: '025-55550199', address: '江东中路8号' } };
    const made = await call(owner.page, 'POST', '/customers', body);
    assert.equal(made.status, 201);
    id = made.body.id;
    await owner.close();
  });

  test('a copy is asked for, approved, made and given back', async () => {
    const owner = await enter('lixiang');
    const { page } = owner;
    await page.goto(`/requests?kind=copy&customer=${id}`);
    const form = page.getByRole('dialog', { name: '提出申请' });
    await form.getByText(/复制件由系统生成/).waitFor();
    await form.getByRole('button', { name: '提交' }).click();
    await form.getByRole('alert').getByText('请写明目的。').waitFor();
    await form.getByLabel('目的').fill('投标资格预审');
    await form.getByLabel('理由').fill('招标文件要求');
    await form.getByLabel('交给谁').fill('投标组');
    await checkAccessible(page, 'asking');
    await picture(page, 'request-form');
    await form.getByRole('button', { name: '提交' }).click();
    await form.waitFor({ state: 'detached' });
    const mine = page.getByRole('listitem').filter({ hasText: '投标资格预审' }).first();
    await mine.getByText('审批中').waitFor();
    await mine.getByText(/M 5\.2\.3\.1/).waitFor();
    assert.equal(await mine.getByRole('button', { name: '同意' }).count(), 0, 'nobody decides on their own');
    await picture(page, 'requests');

    const head = await enter('chenlu', { viewport: PHONE });
    await head.page.goto('/requests?list=to_decide');
    const waiting = head.page.getByRole('listitem').filter({ hasText: '投标资格预审' }).first();
    await waiting.waitFor();
    await checkAccessible(head.page, 'requests to decide');
    await picture(head.page, 'requests-phone');
    await waiting.getByRole('button', { name: '同意', exact: true }).click();
    const deciding = head.page.getByRole('dialog');
    await deciding.getByRole('button', { name: '同意' }).click();
    await deciding.waitFor({ state: 'detached' });
    await head.close();

    await page.goto('/requests?list=grants');
    await page.getByText('没有授权给您的内容').waitFor();
    const keeper = await enter('fangxin');
    await keeper.page.goto('/requests');
    const last = keeper.page.getByRole('listitem').filter({ hasText: '投标资格预审' }).first();
    await last.getByText(/陈露（部门负责人）同意/).waitFor();
    await last.getByRole('button', { name: '同意', exact: true }).click();
    await keeper.page.getByRole('dialog').getByRole('button', { name: '同意' }).click();
    await keeper.page.getByRole('dialog').waitFor({ state: 'detached' });
    await keeper.close();

    await page.reload();
    await page.getByText('有效').first().waitFor();
    await page.getByRole('button', { name: '生成复制件' }).first().click();
    const sheet = page.getByRole('dialog', { name: /^FZ/ });
    await sheet.getByText(NAME).waitFor();
    await sheet.getByText(/交给 投标组/).waitFor();
    await picture(page, 'copy');
    await sheet.getByRole('button', { name: '关闭' }).last().click();
    await page.goto('/requests?list=register');
    await page.getByText('投标组').first().waitFor();
    await picture(page, 'copies');
    await page.goto('/requests?list=grants');
    await page.getByRole('button', { name: '交回授权' }).first().click();
    const ending = page.getByRole('dialog');
    await ending.getByLabel('理由').fill('用完');
    await ending.getByRole('button', { name: '交回授权' }).click();
    await page.getByText('已结束').first().waitFor();
    await owner.close();
  });

  test('what is refused is refused with its reason', async () => {
    const owner = await enter('lixiang');
    const asked = await call(owner.page, 'POST', '/requests', { kind: 'view', customer_id: id, purpose: '联合拜访', reason: '项目需要', until: '2099-01-01' });
    assert.equal(asked.status, 422);
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const good = await call(owner.page, 'POST', '/requests', { kind: 'view', customer_id: id, purpose: '联合拜访', reason: '项目需要', until });
    assert.equal(good.status, 201);
    const own = await call(owner.page, 'POST', `/requests/${good.body.id}/decision`, { verdict: 'approve' }, good.body.version);
    assert.equal(own.body.code, 'own_request');
    const head = await enter('chenlu');
    await head.page.goto(`/requests?open=${good.body.id}`);
    const waiting = head.page.getByRole('listitem').filter({ hasText: '联合拜访' }).first();
    await waiting.getByRole('button', { name: '不同意' }).click();
    const deciding = head.page.getByRole('dialog');
    await deciding.getByLabel('意见').fill('由负责人陪同即可');
    await deciding.getByRole('button', { name: '不同意' }).click();
    await deciding.waitFor({ state: 'detached' });
    await waiting.getByText('未批准').waitFor();
    await head.close();
    await owner.page.goto(`/requests?open=${good.body.id}`);
    await owner.page.getByText(/由负责人陪同即可/).first().waitFor();
    await owner.close();
  });
});
