// The evidence: searching it, reading an entry, verifying the log.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkAccessible, sampleCompany } from './support.js';

const { as } = sampleCompany();

describe('the evidence', () => {
  test('is searched, read in words and proved', async () => {
    const { page, close } = await as('auditor');
    await page.goto('/evidence?action=customer.create');
    await page.getByRole('row', { name: /登记客户/ }).first().click();
    await page.getByRole('heading', { name: /^第 \d+ 条$/ }).waitFor();
    await page.getByRole('heading', { name: '存在证明' }).waitFor();
    await checkAccessible(page, 'an entry');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载证明' }).click()]);
    assert.match(file.suggestedFilename(), /^证据-\d+\.json$/);
    await page.keyboard.press('Escape');
    await page.goto('/evidence?customer=KH9999999');
    await page.getByText('没有符合条件的证据').waitFor();
    await close();
  });

  test('is verified, also against a root that somebody kept', async () => {
    const { page, close } = await as('auditor');
    await page.goto('/evidence');
    await page.getByRole('button', { name: '立即核验' }).click();
    await page.getByRole('button', { name: '开始核验' }).click();
    await page.getByText(/条全部一致/).waitFor({ timeout: 60_000 });
    await checkAccessible(page, 'the verification');
    await page.getByText('与自己保存的根比对（可选）').click();
    await page.locator('details textarea').first().fill('not a root');
    await page.getByRole('button', { name: '开始核验' }).click();
    await page.getByRole('alert').waitFor();
    await close();
  });

  test('is in English too, and not for those without the right', async () => {
    const { page, close } = await as('auditor');
    await page.getByRole('button', { name: /总经办/ }).click();
    await page.getByText('English').click();
    await page.getByRole('link', { name: 'Evidence', exact: true }).click();
    await page.getByText('signed in').first().waitFor();
    await close();
    const other = await as('salesperson');
    await other.page.goto('/evidence');
    await other.page.getByText('此处不对您的岗位开放').waitFor();
    await other.close();
  });
});
