// The house: signing in, the frame, people and departments, one's own account.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptPledge, checkAccessible, DESK, OFFICE, personOf, PHONE, sampleCompany, signIn } from './support.js';

const { as, open, server } = sampleCompany();

/** By keyboard: the list scrolls under a pointer. @param {import('playwright-core').Page} page @param {string} name */
async function chooseRole(page, name) {
  const roles = page.getByRole('combobox', { name: '角色' });
  await roles.fill(name);
  await page.getByRole('option', { name }).first().waitFor({ state: 'attached' });
  await roles.press('Enter');
  await roles.press('Escape');
}

describe('signing in', () => {
  test('comes before everything, and leads back to where one wanted to go', async () => {
    const { page, close } = await open();
    const admin = personOf(server(), 'system_administrator');
    await page.goto('/departments');
    await page.waitForURL('**/sign-in?**');
    await page.getByLabel('登录名').fill(admin.login);
    await page.getByLabel('密码', { exact: true }).fill(admin.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/departments');
    await close();
  });

  test('with a wrong password says so and stays', async () => {
    const { page, close } = await open();
    const admin = personOf(server(), 'system_administrator');
    await page.goto('/sign-in');
    await page.getByLabel('登录名').fill(admin.login);
    await page.getByLabel('密码', { exact: true }).fill('not-the-password-at-all');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').waitFor();
    assert.match(page.url(), /sign-in/);
    await close();
  });

  test('in English keeps the language', async () => {
    const { page, close } = await open();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await close();
  });

  test('keeps what was typed while the rest of the page still loads', async () => {
    const { page, close } = await open();
    let held = 0;
    /** @type {() => void} */
    let letGo = () => undefined;
    const hold = new Promise((resolve) => (letGo = () => resolve(undefined)));
    await page.route(/\/assets\/locale\.zh-/, async (route) => {
      held += 1;
      await hold;
      await route.continue();
    });
    await page.goto('/sign-in', { waitUntil: 'commit' });
    await page.getByLabel('登录名').fill('typed.early');
    const arrived = page.waitForResponse(/\/assets\/locale\.zh-/);
    letGo();
    await (await arrived).finished();
    // One more turn of the page, so that what arrived has been put to use.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.ok(held > 0, 'nothing came late');
    assert.equal(await page.getByLabel('登录名').inputValue(), 'typed.early');
    await close();
  });

  test('out leaves nothing behind', async () => {
    const { page, close } = await as('system_administrator');
    await page.goto('/people');
    await page.getByRole('grid', { name: '人员' }).waitFor();
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto('/people');
    await page.waitForURL('**/sign-in?**');
    await close();
  });
});

describe('the frame', () => {
  test('shows each role what it has a use for', async () => {
    const admin = await as('system_administrator');
    const rail = admin.page.getByRole('navigation', { name: '主导航' });
    await rail.getByRole('link', { name: '人员与部门' }).waitFor();
    assert.equal(await rail.getByRole('link', { name: '客户', exact: true }).count(), 0);
    await admin.close();

    const seller = await as('salesperson');
    assert.equal(await seller.page.getByRole('link', { name: '人员与部门' }).count(), 0);
    await seller.page.goto('/people');
    await seller.page.getByRole('heading', { name: '此处不对您的岗位开放' }).waitFor();
    await seller.close();
  });

  test('the command menu opens by key, goes by arrow and Enter, closes by Esc', async () => {
    const { page, close } = await as('system_administrator');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('dialog').getByRole('combobox');
    await field.waitFor();
    await field.fill('部门');
    await page.getByRole('option', { name: '人员与部门' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/people');
    await page.keyboard.press('/');
    await field.waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await close();
  });

  test('an address that does not exist says so', async () => {
    const { page, close } = await as('system_administrator');
    await page.goto('/no/such/page');
    await page.getByRole('heading', { name: '没有这个页面或资料' }).waitFor();
    await close();
  });
});

describe('people', () => {
  test('a new person gets a password once and must change it', async () => {
    // A name of its own, so that the test can run again on the same server.
    const login = `zhoumo.${Date.now().toString(36)}`;
    const { page, close } = await as('system_administrator');
    await page.goto('/people');
    await page.getByRole('button', { name: '新建人员' }).click();

    // Nothing filled in: each field says what it wants, and the summary leads there.
    await page.getByRole('button', { name: '建立人员' }).click();
    await page.getByText('有 3 处需要改正').waitFor();

    await page.getByRole('textbox', { name: '姓名', exact: true }).fill('周末');
    await page.getByRole('textbox', { name: '登录名', exact: true }).fill(login);
    await chooseRole(page, '销售人员');
    await page.getByRole('textbox', { name: '姓名', exact: true }).press('Control+Enter');
    const password = (await page.locator('[data-secret]').textContent()) ?? '';
    assert.ok(password.length >= 10);
    await page.getByRole('button', { name: '完成' }).click();
    await page.locator('[data-secret]').waitFor({ state: 'detached' });
    await close();

    const own = await open();
    await signIn(own.page, { login, password });
    await own.page.waitForURL('**/password');
    await own.page.getByLabel('现在的密码').fill(password);
    await own.page.getByLabel('新密码').fill('saddle-lantern-orbit-42');
    await own.page.getByLabel('再输入一次').fill('saddle-lantern-orbit-43');
    await own.page.getByRole('button', { name: '修改密码' }).click();
    await own.page.getByText('两次输入不一样').first().waitFor();
    await own.page.getByLabel('再输入一次').fill('saddle-lantern-orbit-42');
    await own.page.getByRole('button', { name: '修改密码' }).click();
    await own.page.waitForURL('**/pledge');
    await acceptPledge(own.page);
    await own.page.waitForURL(`${server().url}/`);
    await own.close();
  });

  test('a login that is taken is refused at its field', async () => {
    const { page, close } = await as('system_administrator');
    await page.goto('/people?open=new');
    await page.getByRole('textbox', { name: '姓名', exact: true }).fill('重名');
    await page.getByRole('textbox', { name: '登录名', exact: true }).fill(personOf(server(), 'salesperson').login);
    await chooseRole(page, '销售人员');
    await page.getByRole('button', { name: '建立人员' }).click();
    await page.locator('[aria-invalid]').first().waitFor();
    assert.equal(await page.getByRole('textbox', { name: '登录名', exact: true }).getAttribute('aria-invalid'), 'true');
    await close();
  });

  test('what another changed meanwhile is shown, not overwritten', async () => {
    const { page, close } = await as('system_administrator');
    const seller = personOf(server(), 'salesperson');
    const meanwhile = `meanwhile-${Date.now().toString(36)}@example.com`;
    await page.goto(`/people?q=${seller.login}`);
    await page.getByRole('grid').getByText(seller.login).first().click();
    await page.getByRole('button', { name: '编辑' }).click();
    await page.getByRole('textbox', { name: '电话', exact: true }).fill(`010-6666${String(Date.now() % 10_000).padStart(4, '0')}`);

    const id = new URL(page.url()).searchParams.get('open');
    const path = `${server().url}/api/v1/people/${id}`;
    const now = await (await page.request.get(path)).json();
    const other = await page.request.patch(path, { data: { email: meanwhile }, headers: { 'If-Match': `"${now.version}"` } });
    assert.equal(other.status(), 200);

    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('刚刚有人改过这份资料').waitFor();
    await page.getByText(meanwhile).waitFor();
    await page.getByRole('button', { name: '以我填写的为准' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '编辑' }).waitFor();
    const after = await (await page.request.get(path)).json();
    assert.equal(after.email, meanwhile);
    assert.match(after.phone, /6666/);
    await close();
  });

  test('J and K walk through the list with the panel open, Esc closes it', async () => {
    const { page, close } = await as('system_administrator');
    await page.goto('/people');
    await page.getByRole('grid').getByRole('row').nth(1).click();
    await page.waitForURL('**open=**');
    const first = page.url();
    await page.keyboard.press('j');
    await page.waitForFunction((before) => location.href !== before, first);
    await page.keyboard.press('k');
    await page.waitForURL(first);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.href.includes('open='));
    await close();
  });
});

describe('accessibility (WCAG 2.2 AA)', () => {
  const pages = ['/', '/people', '/people?open=new', '/departments', '/posts', '/roles', '/roles?open=new', '/company', '/account'];
  for (const dark of [false, true])
    for (const viewport of [DESK, OFFICE, PHONE])
      test(`${viewport.width} × ${viewport.height} ${dark ? 'dark' : 'light'}`, async () => {
        const { page, close } = await as('system_administrator', { viewport, dark });
        for (const path of pages) {
          await page.goto(path, { waitUntil: 'networkidle' });
          await checkAccessible(page, path);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(wide, 0, `${path} scrolls sideways`);
        }
        await close();
      });
});
