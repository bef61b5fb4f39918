// A real browser against a real server on data of its own.
//   KEDANG_BIN   the binary (default ../target/debug/kedang), with the page built into it
//   CHROMIUM     the browser (default /usr/bin/chromium)
//   KEDANG_URL, KEDANG_PEOPLE   a server that runs already, and the JSON that `kedang demo --json` printed
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const BIN = process.env['KEDANG_BIN'] ?? new URL('../../target/debug/kedang', import.meta.url).pathname;

export const DESK = { width: 1440, height: 900 };
export const OFFICE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** @returns {Promise<number>} a port that is free now */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * @typedef {{login: string, password: string, role: string, department?: string, name: string}} Login
 * @typedef {{url: string, people: Login[], console: () => string, halt: () => Promise<void>, resume: () => Promise<void>, stop: () => Promise<void>}} Server
 * `halt` and `resume`: out of reach for a while, with the same data and at the same address.
 */

/**
 * Starts a server on an empty directory; `demo` fills it with the sample company first, which obeys
 * the `regulation` of that code.
 * @param {{demo: boolean, regulation?: string}} options
 * @returns {Promise<Server>}
 */
export async function startServer({ demo, regulation = 'M' }) {
  const running = process.env['KEDANG_URL'];
  if (running && demo) {
    const file = process.env['KEDANG_PEOPLE'];
    const people = file ? JSON.parse(await readFile(file, 'utf8')).people : [];
    const nothing = async () => undefined;
    return { url: running, people, console: () => '', halt: nothing, resume: nothing, stop: nothing };
  }
  const data = await mkdtemp(join(tmpdir(), 'kedang-e2e-'));
  /** @type {Login[]} */
  let people = [];
  if (demo) {
    const { stdout } = await promisify(execFile)(BIN, ['demo', '--data', data, '--regulation', regulation, '--json'], { maxBuffer: 1 << 26 });
    people = JSON.parse(stdout).people;
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let said = '';
  const begin = async () => {
    const child = spawn(BIN, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    for (let tries = 0; ; tries += 1) {
      const ready = await fetch(`${url}/readyz`).then((reply) => reply.ok, () => false);
      if (ready) break;
      assert.ok(child.exitCode === null && tries < 600, `the server did not start:\n${said}`);
      await rest(100);
    }
    return { child, ended };
  };
  let served = await begin();
  const halt = async () => {
    served.child.kill('SIGTERM');
    await served.ended;
  };
  const page = await fetch(url).then((reply) => reply.text());
  if (!page.includes('id="root"')) {
    await halt();
    assert.fail(`${BIN} has no page in it: run \`npm run build\` here, then build the binary`);
  }
  return {
    url,
    people,
    console: () => said,
    halt,
    resume: async () => {
      served = await begin();
    },
    stop: async () => {
      await halt();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/**
 * A page in Chinese, without motion. Errors of the page fail the test that closes it.
 * @param {import('playwright-core').Browser} browser
 * @param {{url: string}} server
 * @param {{viewport?: {width: number, height: number}, dark?: boolean}} [options]
 */
export async function openPage(browser, server, { viewport = DESK, dark = false } = {}) {
  const phone = viewport.width < 720;
  const context = await browser.newContext({
    baseURL: server.url,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: phone,
    isMobile: phone,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  /** @type {string[]} */
  const failures = [];
  page.on('pageerror', (error) => failures.push(String(error)));
  return {
    page,
    close: async () => {
      await context.close();
      assert.deepEqual(failures, [], 'the page threw');
    },
  };
}

/**
 * The first person of the sample company with a role.
 * @param {Server} server
 * @param {string} role
 */
export function personOf(server, role) {
  const person = server.people.find((one) => one.role === role);
  assert.ok(person, `the sample company has no ${role}`);
  return person;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {{login: string, password: string}} person
 */
export async function signIn(page, person) {
  await page.goto('/sign-in');
  await page.getByLabel('登录名').fill(person.login);
  await page.getByLabel('密码', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: '登录' }).click();
  try {
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
  } catch (error) {
    assert.fail(`${person.login} did not get in; at ${page.url()} the page says:\n${await page.locator('body').innerText()}\n${String(error)}`);
  }
  if (new URL(page.url()).pathname === '/pledge') await acceptPledge(page);
}

/**
 * Accepts the rules in force, as everybody does before they work.
 * @param {import('playwright-core').Page} page
 */
export async function acceptPledge(page) {
  await page.getByRole('heading', { name: '保密承诺' }).waitFor();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: '承诺遵守' }).click();
  await page.waitForURL((url) => url.pathname !== '/pledge');
}

/**
 * The sample company for all tests of a file: server and browser start before them and end after.
 * @param {string} [regulation] the code of the one that it obeys
 */
export function sampleCompany(regulation) {
  /** @type {Server} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => {
    [server, browser] = await Promise.all([startServer({ demo: true, ...(regulation && { regulation }) }), launch()]);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });
  /** @param {Parameters<typeof openPage>[2]} [options] */
  const open = (options) => openPage(browser, server, options);
  return {
    server: () => server,
    open,
    /** A page with somebody of this role signed in. @param {string} role @param {Parameters<typeof openPage>[2]} [options] */
    as: async (role, options) => {
      const opened = await open(options);
      await signIn(opened.page, personOf(server, role));
      return opened;
    },
  };
}

/**
 * No finding of axe for WCAG 2.2 A and AA.
 * @param {import('playwright-core').Page} page
 * @param {string} where
 */
export async function checkAccessible(page, where) {
  await page.addScriptTag({ path: new URL('../node_modules/axe-core/axe.min.js', import.meta.url).pathname }).catch(async () => {
    // The page's own policy admits no foreign script element; the debugger may still evaluate one.
    await page.evaluate(await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'));
  });
  const found = await page.evaluate(async () => {
    // @ts-expect-error axe was put there above
    const result = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return result.violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    );
  });
  assert.deepEqual(found, [], `${where} is not accessible to all`);
}
