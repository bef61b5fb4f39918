// The pledge before work, and who made it.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { acceptPledge, checkAccessible, personOf, sampleCompany } from './support.js';

const { as, server } = sampleCompany();
const SHOTS = process.env['SHOTS'];

/** @param {import('playwright-core').Page} page @param {string} name */
async function shot(page, name) {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

/**
 * Calls the API as who is signed in on the page.
 * @param {import('playwright-core').Page} page
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {number} [version]
 */
const call = (page, method, path, body, version) =>
  page.evaluate(
    async ([method, path, body, version]) => {
      const headers = { 'content-type': 'application/json', ...(version ? { 'if-match': `"${version}"` } : {}) };
      const reply = await fetch(`/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
    },
    /** @type {[string, string, unknown, number | undefined]} */ ([method, path, body, version]),
  );

/**
 * Lets the company obey C from today on: drafted by one, approved by another.
 * @param {import('playwright-core').Page} author
 * @param {import('playwright-core').Page} director
 */
async function obeyC(author, director) {
  const made = await call(author, 'POST', '/policy/versions', { from: null });
  const id = made.body.id;
  const changed = await call(author, 'PATCH', `/policy/versions/${id}`, { base: ['C'] }, made.body.version);
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  const me = await call(author, 'GET', '/session');
  const proposed = await call(author, 'POST', `/policy/versions/${id}/proposal`, { active_from: me.body.today, note: null }, changed.body.version);
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
  const approved = await call(director, 'POST', `/policy/versions/${id}/approval`, { active_from: me.body.today }, proposed.body.version);
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
}

describe('the pledge', () => {
  test('is asked for again when the regulation changes, and opens the doors', async () => {
    const seller = await as('salesperson');
    await seller.page.goto('/pledge');
    await seller.page.getByText('您已承诺第 1 版').waitFor();
    const author = await as('information_specialist');
    const director = await as('marketing_director');
    await obeyC(author.page, director.page);
    // Somebody at work is led to what holds now.
    const refused = await call(seller.page, 'GET', '/customers');
    assert.deepEqual([refused.status, refused.body.code], [403, 'pledge_required']);
    await seller.page.goto('/customers');
    await seller.page.waitForURL('**/pledge');
    await seller.page.getByText('与您承诺过的第 1 版相比').waitFor();
    assert.equal(await seller.page.getByRole('button', { name: '承诺遵守' }).isDisabled(), true);
    await checkAccessible(seller.page, 'the pledge');
    await shot(seller.page, 'pledge-1440');
    await seller.page.goto('/account');
    await seller.page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor();
    await seller.page.goto('/pledge');
    await acceptPledge(seller.page);
    assert.equal((await call(seller.page, 'GET', '/customers')).status, 200);
    await Promise.all([author.close(), director.close(), seller.close()]);

    const keeper = await as('service_manager');
    await keeper.page.goto('/pledges');
    await keeper.page.getByRole('row', { name: new RegExp(personOf(server(), 'salesperson').name) }).getByText('已承诺').waitFor();
    await keeper.page.getByText('须再次承诺').first().waitFor();
    await checkAccessible(keeper.page, 'who accepted');
    await shot(keeper.page, 'pledges-1440');
    await keeper.close();
  });
});
