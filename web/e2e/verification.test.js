// Data is kept true: a verified fact is corrected, urgent news is acknowledged, customers are gone
// through in a campaign, and the figures show it.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany('C');

const NAME = '保定渡口桥梁设备有限公司';
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

describe('keeping data true', () => {
  /** @type {string} */
  let id;

  before(async () => {
    const owner = await enter('lixiang');
    const body = { kind: 'organization', name: NAME, values: { office_phone: '025-55550199', address: '江东中路8号' }, contacts: [{ name: '赵子墨', values: { mobile: '13911113333' }, primary: true }] };
    const made = await call(owner.page, 'POST', '/customers', body);
    assert.equal(made.status, 201);
    id = made.body.id;
    assert.equal((await call(owner.page, 'POST', `/customers/${id}/uncertain`, { field: 'office_phone' })).status, 201);
    assert.equal((await call(owner.page, 'POST', `/customers/${id}/verification`, { field: 'office_phone', how: '电话核实' })).status, 204);
    await owner.close();
  });

  test('a verified fact is reported, checked and put right', async () => {
    const owner = await enter('lixiang');
    const { page } = owner;
    await page.goto('/corrections');
    await page.getByText('您没有报送过更正').waitFor();
    await picture(page, 'corrections-empty');
    await page.goto(`/customers/${id}`);
    await page.getByText('025-5555 0199').or(page.getByText('025-55550199')).first().waitFor();
    const group = page.locator('section', { has: page.getByRole('heading', { name: '通讯方式' }) }).or(page.locator('section').filter({ hasText: '办公电话' })).first();
    await group.getByRole('button', { name: /编辑/ }).click();
    await page.getByLabel('办公电话').fill('025-55550200');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('alert').getByText(/已经核实，不能直接修改/).waitFor();
    await picture(page, 'correction-refused');
    await page.getByRole('button', { name: '就“办公电话”报送更正' }).click();
    const dialog = page.getByRole('dialog', { name: /报送更正/ });
    assert.match(await dialog.getByLabel('正确的内容').inputValue(), /5555 ?0200/);
    await dialog.getByRole('button', { name: '报送更正' }).click();
    await dialog.getByRole('alert').getByText('请写明为什么有误').waitFor();
    await dialog.getByLabel('为什么有误').fill('总机已换号');
    await dialog.getByLabel('从何得知').fill('客户来函');
    await checkAccessible(page, 'reporting an error');
    await picture(page, 'correction-report');
    await dialog.getByRole('button', { name: '报送更正' }).click();
    await dialog.waitFor({ state: 'detached' });

    const head = await enter('chenlu', { viewport: PHONE });
    await head.page.goto('/corrections');
    await head.page.getByText('总机已换号').waitFor();
    await checkAccessible(head.page, 'corrections to check');
    await picture(head.page, 'corrections-phone');
    await head.page.getByRole('button', { name: '核对属实' }).click();
    const checking = head.page.getByRole('dialog');
    await checking.getByLabel('如何核对').fill('致电总机');
    await checking.getByRole('button', { name: '核对属实' }).click();
    await head.page.getByText('没有待您核对的更正').waitFor();
    await head.close();

    await page.goto('/corrections?list=to_apply');
    await page.getByRole('button', { name: '改正' }).click();
    await page.getByText('没有待改正的更正').waitFor();
    await page.goto('/corrections?list=all');
    await page.getByText('李想 已改正').waitFor();
    await picture(page, 'corrections');
    const now = await call(page, 'GET', `/customers/${id}`, null);
    assert.equal(now.body.values.office_phone, '025-55550200');
    await owner.close();
  });

  test('urgent news reaches head and custodian', async () => {
    const owner = await enter('lixiang');
    const { page } = owner;
    await page.goto('/urgent-news');
    await page.getByText('没有紧急动态').first().waitFor();
    await picture(page, 'news-empty');
    await page.locator('header').getByRole('button', { name: '报送紧急动态' }).first().click();
    const dialog = page.getByRole('dialog', { name: '报送紧急动态' });
    await dialog.getByRole('button', { name: '立即报送' }).click();
    await dialog.getByRole('alert').getByText('请写明发生了什么').waitFor();
    await dialog.getByLabel('内容').fill('竞争对手全线降价一成，已有三家客户来电询问。');
    await dialog.getByText('立即送达您的部门负责人和客户数据管理部门').waitFor();
    await checkAccessible(page, 'reporting urgent news');
    await picture(page, 'news-report');
    await dialog.getByRole('button', { name: '立即报送' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/未确认：.*方欣/).waitFor();
    await owner.close();

    const keeper = await enter('fangxin', { viewport: PHONE });
    await keeper.page.goto('/urgent-news?show=waiting');
    await keeper.page.getByRole('button', { name: '我已知悉' }).click();
    await keeper.page.getByText('没有待您确认的动态').waitFor();
    await keeper.page.goto('/urgent-news');
    await keeper.page.getByText(/已确认：方欣/).waitFor();
    await checkAccessible(keeper.page, 'urgent news');
    await picture(keeper.page, 'news-phone');
    await keeper.close();

    const stranger = await enter('sunjia');
    await stranger.page.goto('/urgent-news');
    await stranger.page.getByText('没有紧急动态').first().waitFor();
    await stranger.close();
  });

  test('customers are gone through in a campaign', async () => {
    const keeper = await enter('liuyun');
    const { page } = keeper;
    await page.goto('/campaigns');
    await page.getByText('没有与您有关的核实活动').waitFor();
    await picture(page, 'campaigns-empty');
    await page.getByRole('button', { name: '开启活动' }).click();
    const dialog = page.getByRole('dialog', { name: '开启活动' });
    await dialog.getByLabel('名称').fill('2026年度客户资料核实');
    await checkAccessible(page, 'opening a campaign');
    await dialog.getByRole('button', { name: '开启活动' }).click();
    await page.getByRole('heading', { name: '2026年度客户资料核实' }).waitFor();
    const place = page.url();
    await page.getByText('各部门进度').waitFor();
    await checkAccessible(page, 'a campaign');
    await picture(page, 'campaign');

    const owner = await enter('lixiang', { viewport: PHONE });
    await owner.page.goto(place);
    await owner.page.getByRole('button', { name: '核实', exact: true }).first().click();
    const walking = owner.page.getByRole('dialog', { name: /^核实：/ });
    await walking.getByRole('button', { name: '保存结果' }).click();
    await walking.getByRole('alert').waitFor();
    await walking.getByLabel('如何核实').fill('上门走访');
    await checkAccessible(owner.page, 'going through a customer');
    await picture(owner.page, 'walk-phone');
    await walking.getByRole('button', { name: '保存结果' }).click();
    await walking.waitFor({ state: 'detached' });
    await owner.page.getByText('已核实', { exact: true }).last().click();
    await owner.page.getByText('上门走访').waitFor();
    await picture(owner.page, 'campaign-phone');
    await owner.page.goto('/quality');
    await owner.page.getByText('我的客户（现在）').waitFor();
    await checkAccessible(owner.page, 'the quality of one’s data');
    await picture(owner.page, 'quality-phone');
    await owner.close();

    await page.getByRole('button', { name: '结束活动' }).click();
    const closing = page.getByRole('dialog', { name: '结束活动' });
    await closing.getByLabel('结论').fill('先核实一户，其余转入下期。');
    await closing.getByRole('button', { name: '结束活动' }).click();
    await page.getByText('先核实一户，其余转入下期。').waitFor();
    await picture(page, 'campaign-closed');
    await page.goto('/campaigns');
    await page.getByText('已结束').first().waitFor();
    await picture(page, 'campaigns');
    await page.goto('/quality');
    await page.getByRole('heading', { name: '资料质量' }).waitFor();
    await page.getByText('我的客户（现在）').waitFor();
    await picture(page, 'quality');
    await keeper.close();
  });
});
