// Secrecy: a leader clears somebody for a level, and the index of classified customers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, OFFICE, PHONE, sampleCompany, signIn } from './support.js';

const { open, server } = sampleCompany();

/** @param {string} login @param {Parameters<typeof open>[0]} [options] */
async function enter(login, options) {
  const person = server().people.find((one) => one.login === login);
  assert.ok(person, 'the sample company has nobody like that');
  const opened = await open(options);
  await signIn(opened.page, person);
  return opened;
}

describe('clearance', () => {
  test('is given by a leader, on the page of the person, and ended', async () => {
    const { page } = await enter('gaoyuan', { viewport: OFFICE });
    await page.goto('/people?q=唐博');
    await page.getByText('唐博').first().click();
    const section = page.getByRole('region', { name: '涉密许可' });
    await section.getByLabel('许可理由').fill('参加重要客户项目');
    await checkAccessible(page, 'clearing a person');
    await section.getByRole('button', { name: '授予许可' }).click();
    await section.getByText('参加重要客户项目').waitFor();
    await section.getByRole('button', { name: '终止' }).click();
    await section.getByText('参加重要客户项目').waitFor({ state: 'detached' });
  });

  test('is nobody else’s to give', async () => {
    const { page } = await enter('tangbo', { viewport: OFFICE });
    const told = await page.evaluate(async () => {
      const me = await (await fetch('/api/v1/session')).json();
      const body = JSON.stringify({ level: 'top_secret', reason: 'x' });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      return (await fetch(`/api/v1/people/${me.person.id}/clearances`, init)).status;
    });
    assert.equal(told, 403);
  });
});

describe('the index of classified customers', () => {
  for (const [name, viewport] of /** @type {const} */ ([['office', OFFICE], ['phone', PHONE]])) {
    test(`opens on the ${name}`, async () => {
      const { page } = await enter('gaoyuan', { viewport });
      await page.goto('/classified');
      await page.getByRole('heading', { name: '涉密客户', level: 1 }).waitFor();
      await checkAccessible(page, 'the index of classified customers');
    });
  }
});
