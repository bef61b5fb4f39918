// Two files of one customer become one, side by side, and two again.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env['PICTURES'];

/** @param {import('playwright-core').Page} page @param {string} name */
const picture = async (page, name) => {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
};

/** @param {import('playwright-core').Page} page @param {Record<string, unknown>} body @returns {Promise<string>} */
const register = async (page, body) => {
  const made = await page.request.post('/api/v1/customers', { data: { kind: 'organization', ...body } });
  assert.equal(made.status(), 201, await made.text());
  return (await made.json()).id;
};

let families = 0;

/** @param {import('playwright-core').Page} page @param {string} name */
const twins = async (page, name) => {
  // Each its own street and numbers: nobody else looks like them.
  families += 1;
  const street = `${['解放', '建设', '长江'][families % 3]}路${families}号`;
  const mobile = (/** @type {number} */ n) => `138${families}000000${n}`;
  const first = await register(page, {
    name: `${name}有限公司`,
    values: { address: street, stage: 'potential', relation: ['end_customer'] },
    contacts: [{ name: '李强', values: { mobile: mobile(1) } }],
  });
  const second = await register(page, {
    name,
    values: { address: `${street}3楼`, stage: 'intent', website: `https://twin${families}.example.com`, relation: ['dealer'] },
    contacts: [
      { name: '李强', values: { mobile: mobile(1), post: '经理' } },
      { name: '王芳', values: { mobile: mobile(2) } },
    ],
  });
  const call = { kind: 'call', at: '2026-01-05T02:00:00Z', summary: '询价' };
  for (const at of [first, first, second]) await page.request.post(`/api/v1/customers/${at}/interactions`, { data: call });
  return [first, second];
};

describe('merging', () => {
  test('makes one of two side by side; the old address leads there; and two again', async () => {
    const { page, close } = await as('department_head');
    const [first, second] = await twins(page, '北方双生泵业');
    // The wrong way round: what is suggested stands on the left all the same.
    await page.goto(`/customers/merge?a=${second}&b=${first}`);
    await page.waitForURL(new RegExp(`a=${first}&b=${second}`));
    await page.getByText('建议保留：往来更多').waitFor();
    const stage = page.getByRole('group', { name: '合作阶段' });
    await stage.getByText('更新较晚').waitFor();
    assert.ok(await page.getByRole('group', { name: '网址' }).getByRole('radio').last().isChecked());
    await page.getByText('其中 1 位联系人与现有联系人合为一位').waitFor();
    await checkAccessible(page, 'two files side by side');
    await picture(page, 'merge-1440');
    await stage.getByRole('radio').first().check();
    await page.getByRole('button', { name: '合并', exact: true }).click();
    await page.getByText('请写明原因').or(page.locator('#merge-reason-missing')).first().waitFor();
    await page.getByLabel('原因').fill('重复建档');
    await page.getByRole('button', { name: '合并', exact: true }).click();
    await page.waitForURL(`**/customers/${first}`);
    await page.getByText('原编号').waitFor();

    // The old address, and the old code.
    const gone = await (await page.request.get(`/api/v1/customers/${first}`)).json();
    assert.equal(gone.values.stage, 'potential', 'as it was chosen');
    assert.deepEqual(gone.values.relation, ['end_customer', 'dealer']);
    const code = gone.former[0].code;
    await page.goto(`/customers/${second}`);
    await page.waitForURL(`**/customers/${first}`);
    await page.getByText(`${code} 已并入这个客户。`).waitFor();
    const found = await (await page.request.get(`/api/v1/search?q=${code}`)).json();
    assert.equal(found.items[0].customer.id, first);

    await page.getByRole('button', { name: code }).click();
    await picture(page, 'merges-1440');
    await page.getByRole('button', { name: '撤销合并' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 位联系人、1 条往来').waitFor();
    await checkAccessible(page, 'what goes where');
    await picture(page, 'split-1440');
    await dialog.getByLabel('原因').fill('两家公司');
    await dialog.getByRole('button', { name: '撤销合并' }).click();
    await page.getByText('已恢复为单独的客户').waitFor();
    await page.goto(`/customers/${second}`);
    await page.getByRole('heading', { name: '北方双生泵业', exact: true }).waitFor();
    assert.ok(page.url().endsWith(second));
    await close();
  });

  test('is reached from two in the list, and says who may not', async () => {
    const { page, close } = await as('department_head');
    const [first, second] = await twins(page, '江南双生阀门');
    await page.goto('/customers?f=name:contains:江南双生阀门');
    await page.getByRole('checkbox').nth(1).check();
    await page.getByRole('checkbox').nth(2).check();
    await page.getByRole('link', { name: '合并', exact: true }).click();
    await page.getByRole('heading', { name: '合并客户' }).waitFor();
    await close();

    const leader = await as('general_manager');
    await leader.page.goto(`/customers/merge?a=${first}&b=${second}&kept=true`);
    await leader.page.getByText('您不能合并这两个客户').waitFor();
    assert.equal(await leader.page.getByRole('button', { name: '合并', exact: true }).count(), 0);
    await leader.close();

    const phone = await as('department_head', { viewport: PHONE });
    await phone.page.goto(`/customers/merge?a=${first}&b=${second}`);
    await phone.page.getByRole('group', { name: '合作阶段' }).waitFor();
    await checkAccessible(phone.page, 'two files on a phone');
    await picture(phone.page, 'merge-390');
    const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.ok(!wide, 'nothing reaches beyond the screen');
    await phone.close();
  });

  test('starts from the list of customers that look like one', async () => {
    const { page, close } = await as('department_head');
    await twins(page, '西岭双生轴承');
    await page.goto('/cleaning');
    // Found behind the page, while it is looked at.
    const pair = page.getByRole('article', { name: '西岭双生轴承有限公司, 西岭双生轴承' });
    await pair.waitFor({ timeout: 240_000 });
    await pair.getByText(/相符：.*手机/).waitFor();
    await checkAccessible(page, 'the work list');
    await picture(page, 'cleaning-1440');
    await pair.getByRole('button', { name: '不是同一家' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('两个厂区');
    await checkAccessible(page, 'telling two apart');
    await dialog.getByRole('button', { name: '不是同一家' }).click();
    await pair.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '不是同一家' }).click();
    await pair.getByText('两个厂区').waitFor();
    await pair.getByRole('button', { name: '重新处理' }).click();
    await page.getByRole('link', { name: '待处理' }).click();
    await pair.getByRole('link', { name: '对比并合并' }).click();
    await page.getByRole('heading', { name: '合并客户' }).waitFor();
    await page.getByLabel('原因').fill('重复建档');
    await page.getByRole('button', { name: '合并', exact: true }).click();
    await page.getByText('原编号').waitFor();
    await page.setViewportSize(PHONE);
    await page.goto('/cleaning');
    await page.getByRole('heading', { name: '清理客户资料' }).waitFor();
    assert.equal(await page.getByRole('article', { name: '西岭双生轴承有限公司, 西岭双生轴承' }).count(), 0);
    await picture(page, 'cleaning-390');
    await close();
  });

  test('withdraws what is no customer, and brings it back', async () => {
    const { page, close } = await as('department_head');
    const id = await register(page, { name: '测试客户707' });
    await page.goto('/cleaning/invalid?reason=placeholder_name');
    const entry = page.getByRole('article', { name: '测试客户707' });
    await entry.getByRole('button', { name: '撤下' }).click();
    const dialog = page.getByRole('dialog');
    await checkAccessible(page, 'withdrawing');
    await dialog.getByLabel('原因').fill('练习时录入');
    await dialog.getByRole('button', { name: '撤下' }).click();
    await entry.waitFor({ state: 'detached' });
    // Its address says what became of it.
    await page.goto(`/customers/${id}`);
    await page.getByText('练习时录入').waitFor();
    await page.goto('/cleaning/invalid?state=withdrawn');
    await entry.getByText('练习时录入').waitFor();
    await checkAccessible(page, 'withdrawn entries');
    await picture(page, 'withdrawn-1440');
    await entry.getByRole('button', { name: '恢复' }).click();
    await entry.waitFor({ state: 'detached' });
    await page.goto(`/customers/${id}`);
    await page.getByRole('heading', { name: '测试客户707' }).waitFor();
    await close();
  });

  test('leads to invalid entries, and what is fine stays off their list', async () => {
    const { page, close } = await as('department_head');
    await register(page, { name: '测试客户909', values: { mobile: '13911119090', address: '长江路909号' } });
    await page.goto('/cleaning');
    await page.getByRole('link', { name: '无效资料' }).click();
    await page.getByLabel('按理由筛选').click();
    await page.getByTitle('名称是占位的').click();
    await page.waitForURL(/reason=placeholder_name/);
    const entry = page.getByRole('article', { name: '测试客户909' });
    await entry.getByText('名称是占位的').waitFor();
    await checkAccessible(page, 'invalid entries');
    await picture(page, 'invalid-1440');
    await entry.getByRole('button', { name: '没有问题' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('确有其名');
    await checkAccessible(page, 'marking as fine');
    await dialog.getByRole('button', { name: '没有问题' }).click();
    await entry.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '没有问题' }).click();
    await entry.getByText('确有其名').waitFor();
    await page.setViewportSize(PHONE);
    await picture(page, 'invalid-390');
    await entry.getByRole('button', { name: '重新处理' }).click();
    await page.getByRole('link', { name: '待处理' }).click();
    await entry.waitFor();
    await close();
  });
});
