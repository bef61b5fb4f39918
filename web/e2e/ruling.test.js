// Two people want one customer: asked for from the form, answered by the owner, ruled by the custodian.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany();

const FILED = '保定渡口桥梁设备有限公司';
/** As the applicant writes it: what they see of the name on file is not a letter more. */
const TYPED = '保定渡口桥梁设备';

/** @param {string} login @param {Parameters<typeof open>[0]} [options] */
async function enter(login, options) {
  const person = server().people.find((one) => one.login === login);
  assert.ok(person, login);
  const opened = await open(options);
  await signIn(opened.page, person);
  return opened;
}

/** @param {import('playwright-core').Page} page */
const register = (page) =>
  page.evaluate(async (name) => {
    const body = { kind: 'organization', name, values: {}, contacts: [{ name: '赵子墨', values: { mobile: '13911113333' }, primary: true }] };
    const reply = await fetch('/api/v1/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return reply.status;
  }, FILED);

describe('a customer that two people want', () => {
  test('is asked for, talked about, ruled and given', async () => {
    const owner = await enter('tangbo');
    assert.equal(await register(owner.page), 201);

    const applicant = await enter('sunjia');
    const { page } = applicant;
    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill(TYPED);
    await page.getByRole('button', { name: '添加联系人' }).click();
    await page.getByLabel('姓名').fill('赵先生');
    await page.getByLabel('手机').last().fill('139 1111 3333');
    const told = page.getByRole('status').filter({ hasText: '可能已经在档' });
    await told.getByText('“市场部”已有同一家客户，名称、手机相同').waitFor();
    await told.getByRole('button', { name: '申请裁定' }).click();
    const dialog = page.getByRole('dialog', { name: `申请裁定“${TYPED}”` });
    await dialog.getByRole('button', { name: '申请裁定' }).click();
    await dialog.getByRole('alert').getByText('请写明原因').waitFor();
    await dialog.getByLabel('原因').fill('客户上周主动来电询价');
    await checkAccessible(page, 'asking for a ruling');
    await dialog.getByRole('button', { name: '申请裁定' }).click();
    await told.getByText('已提出申请，对方已看到').waitFor();
    const place = await told.getByRole('link', { name: '查看申请' }).getAttribute('href');
    assert.ok(place);
    page.once('dialog', (question) => void question.accept());
    await page.goto(place);
    await page.getByText('您无权查看这份档案').waitFor();
    assert.ok(!(await page.content()).includes(FILED));
    await checkAccessible(page, 'a clash as the applicant sees it');

    await owner.page.goto('/');
    await owner.page.getByRole('link', { name: /1 件涉及我的客户/ }).click();
    // The workbench names the customer too; what is meant is the list.
    await owner.page.getByRole('heading', { name: '工作台' }).waitFor({ state: 'detached' });
    await owner.page.getByRole('heading', { name: '涉及我的客户' }).waitFor();
    await owner.page.getByRole('link', { name: new RegExp(FILED) }).click();
    await owner.page.getByText('客户上周主动来电询价').waitFor();
    await owner.page.getByLabel('补充说明').fill('一直由我跟进');
    await owner.page.getByRole('button', { name: '提交说明' }).click();
    await owner.page.getByRole('listitem').filter({ hasText: '一直由我跟进' }).waitFor();
    assert.equal(await owner.page.getByRole('button', { name: '作出裁定' }).count(), 0);
    await checkAccessible(owner.page, 'a clash as the owner sees it');

    const ruler = await enter('liuyun', { viewport: PHONE });
    await ruler.page.getByRole('link', { name: /1 件待我裁定/ }).click();
    await ruler.page.getByRole('heading', { name: '工作台' }).waitFor({ state: 'detached' });
    await ruler.page.getByRole('heading', { name: '待我裁定' }).waitFor();
    await ruler.page.getByRole('link', { name: new RegExp(FILED) }).click();
    await ruler.page.getByText('按制度建议：归原负责人').waitFor();
    assert.ok(await ruler.page.getByRole('radio', { name: /^归原负责人/ }).isChecked());
    await checkAccessible(ruler.page, 'a clash as the ruler sees it');
    await ruler.page.getByRole('radio', { name: /^改由申请人负责/ }).check();
    await ruler.page.getByLabel('原因').fill('客户指定由申请人对接');
    await ruler.page.getByRole('button', { name: '作出裁定' }).click();
    await ruler.page.getByText('客户转到申请人名下').waitFor();
    assert.equal(await ruler.page.getByRole('button', { name: '作出裁定' }).count(), 0);
    await ruler.close();

    await page.goto('/clashes?part=applicant&over=true');
    await page.getByRole('link', { name: new RegExp(FILED) }).click();
    await page.getByRole('link', { name: '打开客户' }).click();
    await page.getByRole('heading', { name: FILED }).waitFor();
    await applicant.close();

    await owner.page.reload();
    await owner.page.getByText('这个客户现在不在您可以查看的范围内').waitFor();
    await owner.close();
  });

  test('has its policy among the company’s settings', async () => {
    const { page, close } = await enter('admin');
    await page.goto('/company');
    await page.getByRole('radio', { name: /负责人 90 天内有往来/ }).check();
    await page.getByLabel('多少天内须有往来').fill('60');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('radio', { name: /负责人 60 天内有往来/ }).waitFor();
    await page.reload();
    assert.ok(await page.getByRole('radio', { name: /负责人 60 天内有往来/ }).isChecked());
    await close();
  });
});
