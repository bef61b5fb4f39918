// Devices, the lock, from where people may sign in, and the mark on what is classified.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, personOf, PHONE, sampleCompany, signIn } from './support.js';

const { open, as, server } = sampleCompany();

describe('devices', () => {
  test('one account in two places is shown, and ended where it is not known', async () => {
    const office = await as('salesperson');
    const { page } = office;
    const elsewhere = await as('salesperson');
    await page.goto('/inbox');
    await page.getByText('现同时在两处使用').first().waitFor();
    await page.goto('/account');
    const devices = page.locator('section').filter({ has: page.getByRole('heading', { name: '已知设备' }) });
    await devices.getByText('当前设备').waitFor();
    await checkAccessible(page, 'the account with devices');
    await devices.getByRole('button', { name: '忘记', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '忘记', exact: true }).click();
    await devices.getByRole('button', { name: '忘记', exact: true }).waitFor({ state: 'detached' });
    await elsewhere.page.goto('/account');
    await elsewhere.page.getByLabel('登录名').waitFor();
    await elsewhere.close();
    await office.close();
  });
});

describe('a page that is left alone', () => {
  test('locks, keeps what was typed, and opens with the password', async () => {
    const person = personOf(server(), 'finance');
    const { page, close } = await open();
    await page.clock.install();
    await signIn(page, person);
    await page.goto('/incidents');
    await page.getByRole('button', { name: '报告泄密' }).click();
    await page.getByRole('dialog').getByLabel('情况').fill('写到一半的报告');
    const lock = page.getByRole('dialog', { name: '已锁屏' });
    // Whoever watches comes after the page: half an hour counts from when it is there.
    for (let tries = 0; tries < 10 && !(await lock.isVisible()); tries += 1) {
      await page.clock.fastForward('31:00');
      await lock.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    await lock.waitFor();
    await checkAccessible(page, 'the locked page');
    // The server tells nothing either.
    const told = await page.evaluate(() => fetch('/api/v1/incidents').then((reply) => reply.status));
    assert.equal(told, 403);
    await page.keyboard.press('Escape');
    await lock.waitFor();
    await lock.getByLabel('密码', { exact: true }).fill('wrong password');
    await lock.getByRole('button', { name: '继续' }).click();
    await lock.getByRole('alert').waitFor();
    await lock.getByLabel('密码', { exact: true }).fill(person.password);
    await lock.getByRole('button', { name: '继续' }).click();
    await lock.waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('dialog').getByLabel('情况').inputValue(), '写到一半的报告');
    await close();
  });

  test('is still locked when it is loaded again', async () => {
    const person = personOf(server(), 'archivist');
    const { page, close } = await open({ viewport: PHONE });
    await signIn(page, person);
    await page.evaluate(() => fetch('/api/v1/session/lock', { method: 'POST' }));
    await page.goto('/account');
    const lock = page.getByRole('dialog', { name: '已锁屏' });
    await lock.getByLabel('密码', { exact: true }).fill(person.password);
    await lock.getByRole('button', { name: '继续' }).click();
    await lock.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: '已知设备' }).waitFor();
    await close();
  });
});

describe('how people sign in', () => {
  test('is set by the administrator, who cannot shut themselves out', async () => {
    const { page, close } = await as('system_administrator');
    await page.goto('/access');
    await page.getByLabel('公司网段').fill('203.0.113.0/24');
    await page.getByRole('radio', { name: '不允许' }).check();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText(/把您自己挡在外面/).first().waitFor();
    await checkAccessible(page, 'the settings of signing in');
    await page.getByLabel('公司网段').fill('127.0.0.0/8');
    await page.getByRole('radio', { name: '须双重验证' }).check();
    await page.getByLabel('离开多久后锁屏').fill('20');
    await Promise.all([
      page.waitForResponse((reply) => reply.url().endsWith('/company/access') && reply.request().method() === 'PATCH' && reply.ok()),
      page.getByRole('button', { name: '保存' }).click(),
    ]);
    await page.reload();
    assert.equal(await page.getByLabel('离开多久后锁屏').inputValue(), '20');
    assert.equal(await page.getByLabel('公司网段').inputValue(), '127.0.0.0/8');
    await close();
  });
});

describe('what is classified', () => {
  test('carries who looks at it and when, also when the mark is taken away, and on paper', async () => {
    const { page, close } = await as('salesperson');
    const id = await page.evaluate(async () => {
      const body = JSON.stringify({ kind: 'organization', name: '承德水印设备有限公司' });
      const made = await fetch('/api/v1/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return (await made.json()).id;
    });
    await page.route(`**/api/v1/customers/${id}`, async (route) => {
      const reply = await route.fetch();
      const customer = await reply.json();
      await route.fulfill({ response: reply, json: { ...customer, secrecy: { level: 'confidential' } } });
    });
    await page.goto(`/customers/${id}`);
    const mark = page.locator('[aria-hidden="true"][style*="data:image/svg+xml"]');
    await mark.waitFor({ state: 'attached' });
    const me = personOf(server(), 'salesperson');
    assert.ok(decodeURIComponent((await mark.getAttribute('style')) ?? '').includes(me.login));
    await mark.evaluate((element) => element.remove());
    await mark.waitFor({ state: 'attached' });
    await mark.evaluate((element) => element.setAttribute('style', 'display:none!important'));
    await mark.waitFor({ state: 'attached' });
    // It is in nobody's way.
    await page.getByRole('link', { name: /联系人/ }).first().click();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await mark.evaluate((element) => getComputedStyle(element).printColorAdjust), 'exact');
    assert.ok(!(await page.title()).includes('承德'));
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.ok(!kept.includes('承德'), kept);
    await close();
  });
});
