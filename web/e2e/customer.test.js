// Customers: the list, the file, the form; what is refused and why.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, DESK, OFFICE, personOf, PHONE, sampleCompany, signIn } from './support.js';

const { as, open, server } = sampleCompany();

/** @param {import('playwright-core').Page} page @param {string} path @param {string} [method] @param {unknown} [body] @param {Record<string, string>} [headers] */
const call = (page, path, method = 'GET', body = undefined, headers = {}) =>
  page.evaluate(
    async ([at, how, what, extra]) => {
      const reply = await fetch(`/api/v1${at}`, {
        method: String(how),
        headers: { 'content-type': 'application/json', .../** @type {object} */ (extra) },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      });
      return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
    },
    /** @type {const} */ ([path, method, body, headers]),
  );

const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
let made = 0;
/** A credit code that nobody has, with the right check character (GB 32100). */
function creditCode() {
  made += 1;
  const base = `91130100${String(Date.now() % 1_000_000).padStart(6, '0')}${String(made).padStart(3, '0')}`;
  const sum = [...base].reduce((total, letter, at) => total + LETTERS.indexOf(letter) * (WEIGHTS[at] ?? 0), 0);
  return { base, right: LETTERS.charAt((31 - (sum % 31)) % 31) };
}

/** A customer of one's own. @param {import('playwright-core').Page} page @param {string} name */
async function ownCustomer(page, name) {
  const { body } = await call(page, '/customers', 'POST', {
    kind: 'organization',
    name,
    template: 'company',
    values: { stage: 'potential', region: '130102', office_phone: '0311-86035555' },
    contacts: [{ name: '李建国', values: { post: '采购部经理', mobile: '13812345678' }, primary: true }],
  });
  return body;
}

const LONG = '中国石化销售股份有限公司华北分公司石家庄石油分公司';

describe('the form', () => {
  test('names the right check digit, keeps what was typed, and registers once it is mended', async () => {
    const { page, close } = await as('salesperson');
    const { base, right } = creditCode();
    const wrong = right === '0' ? '1' : '0';
    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill(LONG);
    const code = page.getByLabel('统一社会信用代码');
    await code.fill(base + wrong);
    await page.getByLabel('简称').fill('石化石家庄');
    await page.getByText(`应为 ${right}`).waitFor();

    await page.getByRole('button', { name: '建立档案' }).click();
    const summary = page.getByRole('alert').filter({ hasText: '有 1 处需要改正' });
    await summary.waitFor();
    assert.equal(await page.getByLabel('客户名称').inputValue(), LONG);
    assert.equal(await page.getByLabel('简称').inputValue(), '石化石家庄');

    await code.fill(base + right);
    await page.getByRole('button', { name: '添加联系人' }).click();
    await page.getByLabel('姓名').fill('欧阳明月');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: LONG, level: 1 }).waitFor();
    await page.getByRole('link', { name: '联系人' }).click();
    await page.getByRole('heading', { name: '欧阳明月' }).waitFor();

    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill('另一个名称');
    await page.getByLabel('统一社会信用代码').fill(base + right);
    await page.getByText('这个信用代码已经在档').first().waitFor();
    await page.getByRole('button', { name: '建立档案' }).click();
    await page.getByRole('alert').filter({ hasText: '已在档' }).waitFor();
    assert.equal(await page.getByLabel('客户名称').inputValue(), '另一个名称');
    await close();
  });

  test('asks before what was typed is lost', async () => {
    const { page, close } = await as('salesperson');
    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill('还没有建档的客户');
    await page.keyboard.press('Escape');
    const question = page.getByRole('dialog').filter({ hasText: '放弃已填写的内容' });
    await question.getByRole('button', { name: '取消' }).click();
    assert.equal(await page.getByLabel('客户名称').inputValue(), '还没有建档的客户');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: '放弃' }).click();
    await page.waitForURL('**/customers');
    await close();
  });
});

describe('the list', () => {
  test('keeps filter, order and panel in the address', async () => {
    const { page, close } = await as('department_head');
    await page.goto('/customers');
    const grid = page.getByRole('grid', { name: '客户' });
    await grid.locator('tbody tr').first().waitFor();
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByRole('textbox', { name: '查找筛选项目' }).fill('合作阶段');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: '潜在' }).check();
    await page.getByRole('button', { name: '应用' }).click();
    await page.getByRole('button', { name: '合作阶段：潜在' }).waitFor();
    await grid.getByRole('button', { name: '客户名称' }).click();
    await page.waitForURL(/sort=name/);
    const shared = page.url();

    await page.goto('/customers');
    await page.goto(shared);
    await page.getByRole('button', { name: '合作阶段：潜在' }).waitFor();
    await grid.locator('th[aria-sort="ascending"]').filter({ hasText: '客户名称' }).waitFor();
    const { body } = await call(page, '/customers/count?filter=stage:in:potential');
    await page.getByText(`共 ${body.count} 个`).waitFor();
    await close();
  });

  test('moves on with J, back with K, opens with Enter, closes with Esc', async () => {
    const { page, close } = await as('salesperson');
    await page.goto('/customers');
    const rows = page.getByRole('grid', { name: '客户' }).locator('tbody tr[data-index]');
    const name = async (/** @type {number} */ at) => (await rows.nth(at).locator('td').first().locator('[title]').first().getAttribute('title')) ?? '';
    await rows.first().waitFor();
    const [first, second] = [await name(0), await name(1)];
    await rows.nth(0).locator('td').first().click();
    const panel = page.getByRole('complementary');
    await panel.getByRole('heading', { name: first }).waitFor();
    await page.keyboard.press('j');
    await panel.getByRole('heading', { name: second }).waitFor();
    await page.keyboard.press('k');
    await panel.getByRole('heading', { name: first }).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await rows.nth(0).locator('td').first().click();
    await panel.getByRole('heading', { name: first }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: first, level: 1 }).waitFor();
    await close();
  });

  test('keeps a view and tells each row how a bulk change went', async () => {
    const { page, close } = await as('department_head');
    await page.goto('/customers?f=%5B%22stage%3Ain%3Aintent%22%5D');
    await page.getByRole('button', { name: '另存为视图' }).click();
    await page.getByLabel('视图名称').fill('意向客户');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: '意向客户' }).waitFor();
    await page.waitForURL(/view=[0-9a-f-]{36}/);

    await page.getByRole('checkbox', { name: '选择此行' }).nth(0).check();
    await page.getByRole('checkbox', { name: '选择此行' }).nth(1).check();
    await page.getByText('已选 2 个客户').waitFor();
    await page.getByRole('button', { name: '更换负责人' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '应用到 2 个客户' }).click();
    await dialog.getByRole('alert').filter({ hasText: '请选择新负责人' }).waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();

    await page.getByRole('button', { name: '设置一项资料' }).click();
    await dialog.getByLabel('资料项').fill('简称');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: '简称' }).fill('批量');
    await dialog.getByRole('button', { name: '应用到 2 个客户' }).click();
    await page.getByRole('heading', { name: '2 个客户已更新' }).waitFor();
    await close();
  });
});

describe('the file', () => {
  test('lets two people change one group without either losing anything', async () => {
    const { page, close } = await as('salesperson');
    await page.goto('/customers');
    const customer = await ownCustomer(page, '并发修改水泵有限公司');
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole('button', { name: '编辑“地址”' }).click();
    await page.getByLabel('详细地址').fill('我填写的地址 1 号');

    const patch = (/** @type {object} */ values, /** @type {number} */ version) =>
      call(page, `/customers/${customer.id}`, 'PATCH', { values }, { 'if-match': `"${version}"` });
    const theirs = await patch({ address: '别人填写的地址 2 号' }, customer.version);
    assert.equal(theirs.status, 200);
    await page.getByRole('button', { name: '保存' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: '刚刚有人改过' });
    await conflict.getByText('别人填写的地址 2 号').waitFor();
    await conflict.getByText('我填写的地址 1 号').waitFor();
    await conflict.getByRole('button', { name: '以我填写的为准' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('definition').filter({ hasText: '我填写的地址 1 号' }).waitFor();

    // A change of other facts is no conflict: both stand.
    await page.getByRole('button', { name: '编辑“地址”' }).click();
    await page.getByLabel('详细地址').fill('我填写的地址 3 号');
    const now = await call(page, `/customers/${customer.id}`);
    assert.equal((await patch({ short_name: '并发' }, now.body.version)).status, 200);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('definition').filter({ hasText: '我填写的地址 3 号' }).waitFor();
    const { body } = await call(page, `/customers/${customer.id}`);
    assert.equal(body.values.short_name, '并发');
    assert.equal(body.values.address, '我填写的地址 3 号');
    await close();
  });

  test('takes contacts, interactions and doubts', async () => {
    const { page, close } = await as('salesperson');
    await page.goto('/customers');
    const customer = await ownCustomer(page, '往来登记机械有限公司');
    await page.goto(`/customers/${customer.id}?tab=contacts`);
    await page.getByRole('button', { name: '添加联系人' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('姓名').fill('赵敏');
    await dialog.getByLabel('手机').fill('123');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('不是手机号').first().waitFor();
    await dialog.getByLabel('手机').fill('139 1234 5679');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { name: '赵敏' }).waitFor();
    await page.getByText('139 1234 5679').waitFor();

    await page.getByRole('link', { name: '往来' }).click();
    await page.getByRole('button', { name: '电话', exact: true }).click();
    await page.getByLabel('谈了什么').fill('确认下周二上门看现场');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('确认下周二上门看现场').waitFor();

    const phone = page.getByRole('definition').filter({ hasText: '0311-8603 5555' });
    await phone.hover();
    await page.getByRole('button', { name: '把“办公电话”标为未核实' }).click();
    await page.getByRole('dialog').getByLabel('哪里不确定').fill('前台转述');
    await page.getByRole('dialog').getByRole('button', { name: '标为未核实' }).click();
    await phone.getByRole('button', { name: '未核实', exact: true }).click();
    await page.getByRole('button', { name: '核实', exact: true }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: '电话核实' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '核实', exact: true }).click();
    await phone.getByRole('button', { name: '未核实', exact: true }).waitFor({ state: 'detached' });

    await page.getByRole('link', { name: '动态', exact: true }).click();
    await page.getByText('核实了“办公电话”').waitFor();
    await page.getByRole('link', { name: '谁看过' }).click();
    await page.getByRole('cell', { name: '查看客户资料' }).first().waitFor();
    await close();
  });

  test('is given to another owner with a reason; the former one no longer sees it', async () => {
    const seller = personOf(server(), 'salesperson');
    const sellers = server().people.filter((one) => one.role === 'salesperson' && one.department?.startsWith('销售'));
    const head = server().people.find((one) => one.role === 'sales_director');
    assert.ok(head);
    const from = sellers.find((one) => one.department === '销售二组') ?? seller;
    const to = sellers.find((one) => one.department !== from.department);
    assert.ok(to);
    const before = await open();
    await signIn(before.page, from);
    await before.page.goto('/customers');
    const customer = await ownCustomer(before.page, '更换负责人的压缩机有限公司');

    const { page, close } = await open();
    await signIn(page, head);
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole('button', { name: '更换负责人' }).click();
    const dialog = page.getByRole('dialog');
    await checkAccessible(page, 'giving a customer away');
    await dialog.getByRole('button', { name: '更换负责人' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('combobox').fill(to.name);
    await page.getByRole('option', { name: to.name }).waitFor({ state: 'attached' });
    await dialog.getByRole('combobox').press('Enter');
    await dialog.getByRole('textbox', { name: '原因' }).fill('区域调整');
    await dialog.getByRole('button', { name: '更换负责人' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(to.department ?? '').first().waitFor();
    await page.getByText('区域调整').waitFor();
    await close();

    assert.equal((await call(before.page, `/customers/${customer.id}`)).status, 404);
    await before.close();
    const after = await open();
    await signIn(after.page, to);
    await after.page.goto(`/customers/${customer.id}`);
    await after.page.getByRole('heading', { name: customer.name }).waitFor();
    await after.close();
  });

  test('a credit code that is on file leads to the customer who has it', async () => {
    const { page, close } = await as('salesperson');
    await page.goto('/customers');
    const { base, right } = creditCode();
    const first = await call(page, '/customers', 'POST', { kind: 'organization', name: '已经在档的风机有限公司', values: { credit_code: base + right } });
    assert.equal(first.status, 201);
    await page.goto('/customers/new');
    await page.getByLabel('客户名称').fill('又来登记的风机有限公司');
    await page.getByLabel('统一社会信用代码').fill(base + right);
    await page.getByRole('button', { name: '建立档案' }).click();
    const link = page.getByRole('link', { name: `打开 ${first.body.code}` });
    await link.waitFor();
    assert.match((await link.getAttribute('href')) ?? '', new RegExp(`/customers/${first.body.id}$`));
    assert.equal(await page.getByLabel('客户名称').inputValue(), '又来登记的风机有限公司');
    await close();
  });

  test('is shared until a day; the receiver reads, and learns the clause where more is closed', async () => {
    // Two of the same department, neither of whom sees everything: what is shared inside needs no request.
    const sellers = server().people.filter((one) => one.role === 'salesperson');
    const giver = sellers.find((one) => sellers.some((other) => other !== one && other.department === one.department));
    const receiver = sellers.find((one) => one !== giver && one.department === giver?.department);
    assert.ok(giver && receiver, 'the sample company has two salespeople in one department');
    const owner = await open();
    await signIn(owner.page, giver);
    const customer = await ownCustomer(owner.page, '共享阅读设备有限公司');
    await owner.page.goto(`/customers/${customer.id}?tab=shares`);
    await owner.page.getByRole('button', { name: '共享', exact: true }).first().click();
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByLabel('共享给').fill(receiver.name);
    await owner.page.getByTitle(receiver.name).first().click();
    await dialog.getByLabel('共享的原因').fill('协助年底回访');
    await dialog.getByRole('button', { name: '共享', exact: true }).click();
    await owner.page.getByText('协助年底回访').waitFor();
    await owner.close();

    const reader = await open();
    await signIn(reader.page, receiver);
    await reader.page.goto(`/customers/${customer.id}`);
    await reader.page.getByRole('heading', { name: '共享阅读设备有限公司', level: 1 }).waitFor();
    const { body } = await call(reader.page, `/customers/${customer.id}`);
    assert.equal(body.actions.edit.answer, 'deny');
    assert.equal(await reader.page.getByRole('button', { name: /^编辑“/ }).count(), 0);
    await reader.page.getByRole('button', { name: '更换负责人' }).click();
    await reader.page.getByText(body.actions.assign.clause).waitFor();
    await reader.page.getByRole('link', { name: '共享' }).click();
    await reader.page.getByRole('button', { name: '共享', exact: true }).first().click();
    await reader.page.getByText(body.actions.share.clause).waitFor();
    const refused = await call(reader.page, `/customers/${customer.id}`, 'PATCH', { values: { stage: 'lost' } }, { 'if-match': `"${body.version}"` });
    assert.equal(refused.status, 403);
    await reader.close();
  });

  test('stays out of sight of whoever may not see it', async () => {
    const owner = await as('salesperson');
    await owner.page.goto('/customers');
    const customer = await ownCustomer(owner.page, '看不见的客户有限公司');
    await owner.close();
    const admin = await as('system_administrator');
    await admin.page.goto('/customers');
    await admin.page.getByRole('heading', { name: '您的账号看不到客户资料' }).waitFor();
    await admin.page.goto(`/customers/${customer.id}`);
    await admin.page.getByRole('heading', { name: '没有这个页面或资料' }).waitFor();
    await admin.close();
  });
});

describe('for all', () => {
  for (const [size, viewport] of /** @type {const} */ ([['desk', DESK], ['office', OFFICE], ['phone', PHONE]]))
    for (const dark of [false, true])
      test(`the pages are accessible (${size}, ${dark ? 'dark' : 'light'})`, async () => {
        const { page, close } = await as('salesperson', { viewport, dark });
        await page.goto('/customers');
        const customer = await ownCustomer(page, LONG);
        await page.getByText(LONG).first().waitFor();
        await checkAccessible(page, 'the list');
        await page.goto(`/customers?open=${customer.id}`);
        await page.getByRole('link', { name: '动态', exact: true }).waitFor();
        await checkAccessible(page, 'the panel');
        for (const tab of ['timeline', 'contacts', 'interactions', 'shares', 'seen']) {
          await page.goto(`/customers/${customer.id}?tab=${tab}`);
          await page.locator(`[data-tab="${tab}"]`).waitFor();
          await page.getByRole('status').waitFor({ state: 'detached' });
          await checkAccessible(page, `the file (${tab})`);
        }
        await page.goto('/customers/new');
        await page.getByRole('button', { name: '建立档案' }).click();
        await page.getByRole('alert').first().waitFor();
        await checkAccessible(page, 'the form');
        await close();
      });

  test('the pages speak English', async () => {
    const { page, close } = await as('salesperson');
    await page.goto('/customers');
    const customer = await ownCustomer(page, LONG);
    await call(page, '/account', 'PATCH', { locale: 'en' });
    try {
      await page.goto('/customers');
      await page.getByRole('heading', { name: 'Customers' }).waitFor();
      await checkAccessible(page, 'the list in English');
      await page.goto(`/customers/${customer.id}`);
      await page.getByRole('heading', { name: 'Identity' }).waitFor();
      await checkAccessible(page, 'the file in English');
    } finally {
      await call(page, '/account', 'PATCH', { locale: 'zh' });
    }
    await close();
  });
});
