// Business cards: the box, the code for a phone, the file, cards read in; greetings prepared and sent.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import { checkAccessible, PHONE, sampleCompany } from './support.js';

const { as } = sampleCompany();

/** @param {import('playwright-core').Page} page @param {string} path @param {string} [method] @param {unknown} [body] */
const call = (page, path, method = 'GET', body = undefined) =>
  page.evaluate(
    async ([at, how, what]) => {
      const reply = await fetch(`/api/v1${at}`, {
        method: String(how),
        headers: { 'content-type': 'application/json' },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      });
      return { status: reply.status, body: await reply.json() };
    },
    /** @type {const} */ ([path, method, body]),
  );

/** A customer with one contact. @param {import('playwright-core').Page} page @param {string} name @param {string} person @param {object} values */
async function made(page, name, person, values) {
  const { status, body } = await call(page, '/customers', 'POST', {
    kind: 'organization',
    name,
    template: 'company',
    values: { region: '130102', industry: '34' },
    contacts: [{ name: person, values, primary: true }],
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

describe('business cards', () => {
  test('lie by region, are found, and leave as a code and a file', async () => {
    const { page, close } = await as('salesperson');
    const name = '欧阳明月';
    await made(page, '石家庄名片泵业有限公司', name, { post: '采购部经理', mobile: '13812345678', card_met_on: '2026-05-18', card_met_at: '上海', card_occasion: '水泵展会' });
    await page.getByRole('link', { name: '名片', exact: true }).click();
    await page.getByRole('heading', { name: '河北省' }).waitFor();
    await checkAccessible(page, 'the box of cards');
    await page.getByLabel('姓名、电话、单位').fill('ouyang');
    const card = page.getByRole('article').filter({ hasText: name });
    // What was there before the search goes.
    await page.getByRole('heading', { name: '北京市' }).waitFor({ state: 'detached' });
    await card.getByText('水泵展会').waitFor();
    assert.equal(await page.getByRole('article').count(), 1);
    assert.equal(await card.getByRole('link', { name: /拨打/ }).getAttribute('href'), 'tel:13812345678');
    await page.getByText('按行业', { exact: true }).click();
    await page.getByRole('heading', { name: '制造业' }).waitFor();

    await card.getByRole('button', { name: `${name} 的名片二维码` }).click();
    await page.getByRole('img', { name: /用手机相机扫描/ }).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载名片' }).click()]);
    assert.equal(file.suggestedFilename(), `${name}.vcf`);
    const text = await readFile(/** @type {string} */ (await file.path()), 'utf8');
    assert.match(text, /FN:欧阳明月\r\n/);
    assert.match(text, /TEL;TYPE=CELL,VOICE:13812345678|TEL;TYPE=cell,voice:13812345678/);
    await close();
  });

  test('that were sent are read in, unless the person is on file', async () => {
    const { page, close } = await as('salesperson');
    const known = await made(page, '石家庄来函水务有限公司', '钟离春', { mobile: '13987650001' });
    await page.goto('/contacts/reading');
    const text = (/** @type {string} */ name, /** @type {string} */ org, /** @type {string} */ mobile) =>
      `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nORG:${org}\nTITLE:总经理\nTEL;TYPE=CELL:${mobile}\nEND:VCARD\n`;
    await page.getByLabel('名片文字').fill(text('钟离春', '石家庄来函水务有限公司', '13987650001') + text('司马新', '石家庄新识阀门有限公司', '13987650002'));
    await page.getByRole('button', { name: '读取' }).click();
    const old = page.getByRole('article', { name: '钟离春' });
    await old.getByText('已在档').waitFor();
    await checkAccessible(page, 'the cards that were read');
    const fresh = page.getByRole('article', { name: '司马新' });
    await fresh.getByRole('button', { name: '建立客户并添加' }).click();
    await fresh.getByRole('link', { name: /已添加到/ }).click();
    await page.getByRole('heading', { name: '石家庄新识阀门有限公司', level: 1 }).waitFor();
    await page.getByRole('heading', { name: '司马新' }).waitFor();
    assert.ok(known.id);
    await close();
  });
});

describe('greetings', () => {
  test('are prepared for the owner, changed, sent and put on file', async () => {
    const { page, close } = await as('salesperson', { viewport: PHONE });
    // The server prepares them when it starts; in the sample somebody always has a birthday soon.
    for (let tries = 0; (await call(page, '/greetings?limit=1')).body.items.length === 0; tries += 1) {
      assert.ok(tries < 100, 'no greeting was prepared');
      await rest(100);
    }
    const first = (await call(page, '/greetings?limit=1')).body.items[0];
    await page.goto('/');
    await page.getByRole('heading', { name: '问候' }).waitFor();
    await page.getByRole('link', { name: '全部问候' }).click();
    await page.getByRole('heading', { name: '问候', level: 1 }).waitFor();
    await checkAccessible(page, 'the greetings');
    await page.getByRole('button', { name: `问候 ${first.contact.name}` }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('问候文字').fill('祝您生日快乐，万事顺意');
    await checkAccessible(page, 'a greeting');
    await dialog.getByRole('button', { name: '已发出' }).click();
    await dialog.waitFor({ state: 'detached' });
    const left = (await call(page, '/greetings?limit=200')).body.items;
    assert.ok(!left.some((/** @type {{id: string}} */ one) => one.id === first.id));
    await page.goto(`/customers/${first.customer.id}?tab=interactions`);
    await page.getByText('祝您生日快乐，万事顺意').waitFor();

    await page.goto('/greetings');
    const next = left[0];
    await page.getByRole('button', { name: `问候 ${next.contact.name}` }).first().click();
    await dialog.getByRole('button', { name: '不发' }).click();
    assert.ok(await dialog.getByRole('button', { name: '确定不发' }).isDisabled());
    await dialog.getByLabel('为什么不发').fill('已当面祝贺');
    await dialog.getByRole('button', { name: '确定不发' }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = (await call(page, '/greetings?limit=200')).body.items;
    assert.equal(after.length, left.length - 1);
    await close();
  });

  test('are prepared as the keeper of the cards says', async () => {
    const { page, close } = await as('service_manager');
    await page.goto('/greeting-settings');
    await page.getByLabel('提前天数').fill('10');
    await page.getByLabel('生日的文字').fill('{name}{salutation}，祝您{');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('不是可用的占位符').first().waitFor();
    await page.getByLabel('生日的文字').fill('{name}{salutation}，祝您生日快乐。');
    await checkAccessible(page, 'the settings of greetings');
    await page.getByRole('button', { name: '保存' }).click();
    await page.waitForFunction(async () => (await (await fetch('/api/v1/greeting-settings')).json()).days_ahead === 10);
    await close();
  });
});
