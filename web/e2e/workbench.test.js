// The first page: what each role finds on it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, PHONE, sampleCompany, signIn } from './support.js';

const { as, open, server } = sampleCompany();

/** @param {string} login @param {Parameters<typeof open>[0]} [options] */
async function enter(login, options) {
  const person = server().people.find((one) => one.login === login);
  assert.ok(person, login);
  const opened = await open(options);
  await signIn(opened.page, person);
  return opened;
}

describe('the workbench', () => {
  test('of a salesperson counts what leads to the list', async () => {
    const { page, close } = await as('salesperson');
    await page.getByRole('list', { name: '客户数字' }).waitFor();
    await checkAccessible(page, 'the workbench');
    await page.getByRole('link', { name: /我的客户/ }).click();
    await page.waitForURL('**/customers?**');
    assert.match(decodeURIComponent(page.url()), /owner:eq:me/);
    await close();
  });

  test('of a head shows the people under them', async () => {
    const { page, close } = await as('department_head');
    await page.getByRole('heading', { name: '部门人员' }).waitFor();
    await close();
  });

  test('of the administrator shows the house and no customers', async () => {
    const { page, close } = await as('system_administrator', { viewport: PHONE });
    await page.getByRole('heading', { name: '公司基础' }).waitFor();
    assert.equal(await page.getByRole('list', { name: '客户数字' }).count(), 0);
    await checkAccessible(page, 'the administrator’s workbench');
    await close();
  });

  test('shows what waits for whom, and lets it be done with one key', async () => {
    const text = '主要竞争对手在本地建厂';
    const reporter = await enter('lixiang');
    const status = await reporter.page.evaluate(
      (text) =>
        fetch('/api/v1/urgent-news', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ kind: 'market', text }),
        }).then((reply) => reply.status),
      text,
    );
    assert.equal(status, 201);
    await reporter.page.goto('/');
    const others = reporter.page.getByRole('region', { name: '等别人处理' });
    await others.getByRole('link', { name: text }).waitFor();
    await others.getByText(/^在 .+ 处$/).first().waitFor();
    assert.equal(await others.getByRole('button').count(), 0);
    await checkAccessible(reporter.page, 'what others have');

    const head = await enter('chenlu', { viewport: PHONE });
    const mine = head.page.getByRole('region', { name: '等我处理' });
    await mine.getByRole('button', { name: `知悉：${text}` }).click();
    const sure = head.page.getByRole('dialog');
    await checkAccessible(head.page, 'what waits, on a phone');
    await sure.getByRole('button', { name: '知悉', exact: true }).click();
    await mine.getByRole('button', { name: `知悉：${text}` }).waitFor({ state: 'detached' });
    assert.ok(await head.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await head.close();

    const stranger = await enter('sunjia');
    await stranger.page.getByRole('list', { name: '客户数字' }).waitFor();
    const seen = await stranger.page.evaluate(() => fetch('/api/v1/workbench/waiting').then((reply) => reply.text()));
    assert.ok(!seen.includes(text));
    await stranger.close();
    await reporter.close();
  });
});
