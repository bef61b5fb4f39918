// Cards and fields: a field of one's own shows at once where customers are filled in.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, sampleCompany } from './support.js';

const { as, server } = sampleCompany();

describe('cards and fields', () => {
  test('a new field stands on the card and in the list without a restart', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/fields?open=new');
    await page.getByLabel('中文名称').fill('主管税务机关');
    await page.getByLabel('英文名称').fill('Tax office');
    await checkAccessible(page, 'a new field');
    await page.getByRole('button', { name: '建立字段' }).click();
    await page.getByRole('heading', { name: '用在哪里' }).waitFor();
    await page.getByRole('link', { name: '公司资料卡' }).click();
    await page.getByRole('switch', { name: '显示 主管税务机关' }).waitFor();
    await checkAccessible(page, 'a card');
    await page.goto('/customers/new');
    await page.getByRole('button', { name: /^自定义 已填/ }).click();
    await page.getByLabel('主管税务机关').waitFor();
    await close();
  });

  test('what the card hides is gone from the form, and moving works by keyboard', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/templates/company');
    await page.getByRole('switch', { name: '显示 简称' }).click();
    assert.equal(await page.getByRole('complementary', { name: '填写时的样子' }).getByText('简称', { exact: true }).count(), 0);
    await page.getByRole('button', { name: '法定代表人 上移' }).press('Enter');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('资料卡已更新，立即生效').waitFor();
    await page.reload();
    await page.getByRole('switch', { name: '显示 简称', checked: false }).waitFor();
    await close();
  });

  test('a field dragged to another place stays there', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/templates/dealer');
    const order = () => page.getByRole('region', { name: '地址' }).getByRole('listitem').allInnerTexts();
    const rows = page.getByRole('region', { name: '地址' }).getByRole('listitem');
    await rows.nth(2).waitFor();
    const [first, second, third] = (await order()).map((text) => text.split('\n')[0]);
    await rows.nth(2).dragTo(rows.nth(0), { targetPosition: { x: 200, y: 4 } });
    assert.deepEqual((await order()).map((text) => text.split('\n')[0]).slice(0, 3), [third, first, second]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('资料卡已更新，立即生效').waitFor();
    await page.reload();
    await rows.nth(2).waitFor();
    assert.deepEqual((await order()).map((text) => text.split('\n')[0]).slice(0, 3), [third, first, second]);
    await close();
  });

  test('what another person changed on the card meanwhile is told by name, and both changes stand', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/templates/company');
    const [mine, theirs] = ['手机', '电子邮箱'];
    await page.getByRole('switch', { name: `显示 ${mine}` }).waitFor();
    const path = `${server().url}/api/v1/card-templates/company`;
    const card = await (await page.request.get(`${path}?department=company`)).json();
    const fields = await (await page.request.get(`${server().url}/api/v1/fields?subject=customer`)).json();
    const key = fields.items.find((/** @type {any} */ field) => field.label.zh === theirs).key;
    const groups = card.groups.map((/** @type {any} */ group) => ({
      key: group.key,
      fields: group.fields.map((/** @type {any} */ field) => ({ key: field.key, required: field.required, hidden: field.hidden || field.key === key })),
    }));
    const other = await page.request.patch(path, { data: { department_id: null, groups }, headers: { 'If-Match': `"${card.version}"` } });
    assert.equal(other.status(), 200, await other.text());

    await page.getByRole('switch', { name: `显示 ${mine}` }).click();
    await page.getByRole('button', { name: '保存' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: '刚刚有人改过' });
    await conflict.getByRole('row', { name: theirs }).waitFor();
    assert.deepEqual(await conflict.getByRole('row', { name: theirs }).getByRole('cell').allInnerTexts(), ['隐藏', '显示']);
    await checkAccessible(page, 'a conflict on a card');
    // One may go on before deciding, and what one does is not lost.
    await page.getByRole('switch', { name: '显示 传真' }).click();
    await conflict.getByRole('button', { name: '以我填写的为准' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('资料卡已更新，立即生效').waitFor();
    await page.reload();
    for (const name of [mine, theirs, '传真']) await page.getByRole('switch', { name: `显示 ${name}`, checked: false }).waitFor();
    await close();
  });

  test('a field without a name is refused where it stands', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/fields?open=new');
    await page.getByRole('button', { name: '建立字段' }).click();
    await page.getByRole('alert').waitFor();
    await close();
  });
});
