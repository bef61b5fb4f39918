// A server of a few made-up rows, for working on the page without the real one:
//   node dev/mock.js [port]      KEDANG_SERVER=http://127.0.0.1:8080 npm run dev
// Logins: admin (system administrator), wangmin (sales head), totp (asks for the code 123456), new
// (must change the password). Any password passes unless it begins with "wrong-".
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

const PERMISSIONS = [
  'company.manage', 'department.manage', 'person.manage', 'role.manage', 'template.manage', 'template.department',
  'customer.create', 'customer.edit', 'customer.assign', 'customer.share', 'customer.bulk', 'customer.export',
  'customer.verify', 'customer.view_all', 'interaction.create', 'import.run', 'evidence.read', 'evidence.verify',
];
const HOUSE = ['company.manage', 'department.manage', 'person.manage', 'role.manage', 'template.manage'];
const SALES = ['customer.create', 'customer.edit', 'interaction.create', 'customer.share', 'import.run'];
const id = () => randomUUID();
const now = () => new Date().toISOString();
const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const ago = (/** @type {number} */ hours) => new Date(Date.now() - hours * 3600_000).toISOString();

/** @type {Record<string, any>} */
const company = { name: '河北沧澜流体装备集团有限公司', time_zone: 'Asia/Shanghai', regulation: 'M', version: 1 };
const regulations = [
  { code: 'M', name: { zh: '客户资料管理办法', en: 'Measures for customer data' } },
  { code: 'C', name: { zh: '客户档案管理制度汇编', en: 'Collection of customer-file regulations' } },
  { code: 'H', name: { zh: '客户信息分类与维护手册', en: 'Handbook for classifying customer information' } },
  { code: 'L', name: { zh: '信息、统计、档案与保密制度', en: 'Information, statistics, archive and secrecy set' } },
  { code: 'S', name: { zh: '销售部客户信息管理规定', en: 'Sales department customer information policy' } },
];
const roles = [
  ['system_administrator', '系统管理员', HOUSE],
  ['general_manager', '总经理', PERMISSIONS.filter((p) => !HOUSE.includes(p))],
  ['marketing_director', '市场总监', ['customer.view_all', 'customer.assign', 'customer.export', 'evidence.read']],
  ['sales_director', '销售总监', [...SALES, 'customer.assign', 'customer.bulk', 'template.department']],
  ['department_head', '部门负责人', [...SALES, 'customer.assign', 'customer.bulk', 'template.department']],
  ['salesperson', '销售人员', SALES],
  ['service_manager', '客户服务经理', ['customer.view_all', 'customer.edit', 'customer.verify', 'customer.bulk', 'import.run', 'evidence.read', 'template.manage', 'interaction.create']],
  ['information_specialist', '信息专员', ['customer.view_all', 'customer.edit', 'customer.verify', 'import.run']],
  ['finance', '财务', ['interaction.create']],
  ['archivist', '档案管理员', ['evidence.read']],
  ['auditor', '审计', ['evidence.read', 'evidence.verify']],
].map(([code, name, permissions]) => ({ id: id(), code, name, permissions, builtin: true, version: 1 }));
const role = (/** @type {string} */ code) => roles.find((one) => one.code === code);

/** @type {any[]} */
const departments = [];
/** @returns {any} */
const department = (/** @type {string} */ name, /** @type {string} */ kind, /** @type {any} */ parent = null) => {
  const one = { id: id(), name, kind, parent_id: parent?.id ?? null, head: null, deputy: null, custodian: kind === 'service', position: departments.length + 1, active: true, version: 1 };
  departments.push(one);
  return one;
};
const sales = department('销售部', 'sales');
const sales1 = department('销售一组（华北、东北大区工业与市政项目）', 'sales', sales);
const sales2 = department('销售二组', 'sales', sales);
const service = department('客户服务部', 'service');
const marketing = department('市场部', 'marketing');
const finance = department('财务部', 'finance');
department('档案室', 'archive', service);

const posts = ['销售经理', '销售代表', '信息专员', '客户服务经理', '档案管理员', '会计'].map((name, at) => ({
  id: id(), name, qualification: at === 4 ? '档案管理培训合格，保密培训每年一次' : null, active: at !== 5, version: 1,
}));

const NAMES = '王敏 李国强 张晓燕 刘建军 陈思远 杨帆 赵丽华 黄志明 周雨桐 吴海波 徐静 孙立 胡文斌 朱秀英 高翔 林子涵 何伟 郭芳 马超群 欧阳明月 罗成 梁爽 宋佳 郑凯 谢婷 韩冬 唐诗韵 冯磊 于洋 董洁'.split(' ');
/** @type {any[]} */
const people = [];
const person = (/** @type {string} */ login, /** @type {string} */ name, /** @type {any} */ where, /** @type {any} */ post, /** @type {string[]} */ codes) => {
  const one = {
    id: id(), login, name, phone: `1390000${String(people.length).padStart(4, '0')}`, email: `${login}@example.com`,
    department: where && { id: where.id, name: where.name }, post: post && { id: post.id, name: post.name },
    roles: codes.map((code) => { const r = role(code); return { id: r?.id, code, name: r?.name }; }),
    active: people.length % 11 !== 10, locked_until: people.length === 6 ? ago(-1) : null, totp_enabled: people.length === 3,
    last_seen_at: people.length % 7 === 5 ? null : ago(people.length * 9 + 0.4), version: 1,
  };
  people.push(one);
  return one;
};
person('admin', '系统管理员', null, null, ['system_administrator']);
const wang = person('wangmin', '王敏', sales1, posts[0], ['department_head', 'salesperson']);
sales1.head = { id: wang.id, name: wang.name };
for (const [at, name] of NAMES.slice(1).entries())
  person(`user${at + 1}`, name, [sales1, sales2, service, marketing, finance][at % 5], posts[at % 6], [['salesperson'], ['salesperson'], ['information_specialist'], ['marketing_director'], ['finance']][at % 5] ?? []);
service.head = { id: people[4].id, name: people[4].name };
service.deputy = { id: people[9].id, name: people[9].name };

const customers = ['中国石化销售股份有限公司华北分公司石家庄石油分公司', '华北泵业集团有限公司', '石家庄市自来水有限责任公司', '唐山曹妃甸实业港务有限公司', '邯郸市第一建筑工程有限公司', '李国华'].map((name, at) => ({
  id: id(), code: `KH${String(at + 1).padStart(7, '0')}`, kind: at === 5 ? 'individual' : 'organization', name,
  owner: { id: wang.id, name: wang.name }, department: { id: sales1.id, name: sales1.name },
}));
const divisions = [
  ['130000', '河北省', 1, null], ['130100', '石家庄市', 2, '130000'], ['130102', '长安区', 3, '130100'], ['130104', '桥西区', 3, '130100'],
  ['320000', '江苏省', 1, null], ['320100', '南京市', 2, '320000'], ['320102', '玄武区', 3, '320100'], ['110000', '北京市', 1, null], ['110105', '朝阳区', 3, '110000'],
].map(([code, name, level, parent_code]) => ({ code, name, level, parent_code, leaf: level === 3, full_name: String(name) }));
for (const one of divisions) one.full_name = (divisions.find((up) => up.code === one.parent_code)?.full_name ?? '') + one.name;

/** @type {any[]} */
const tokens = [{ id: id(), name: '每日报表脚本', scopes: ['customer.create'], expires_on: '2027-02-20', created_at: ago(400), last_used_at: ago(5) }];
/** @type {any[]} */
const sessions = [
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36', true, '127.0.0.1', 1],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1', false, '10.20.3.17', 30],
].map(([agent, current, address, h]) => ({ id: id(), agent, current, address, created_at: ago(Number(h) * 3), last_seen_at: ago(Number(h)) }));

let needsSetup = process.env['MOCK_SETUP'] === '1';
let signedIn = /** @type {any} */ (null);
let locale = 'zh';
const me = () => {
  const codes = signedIn.roles.map((/** @type {any} */ one) => one.code);
  return {
    person: { ...signedIn, locale, must_change_password: signedIn.login === 'new' },
    permissions: PERMISSIONS.filter((one) => codes.some((/** @type {string} */ code) => role(code)?.permissions.includes(one))),
    heads: departments.filter((one) => one.head?.id === signedIn.id).map((one) => one.id), company, today: today(),
  };
};

class Refusal extends Error {
  constructor(/** @type {number} */ status, /** @type {string} */ code, /** @type {string} */ detail, /** @type {any} */ more = {}) {
    super(detail);
    this.problem = { type: `/problems/${code}`, title: { 401: '没有登录', 404: '没有找到', 412: '已被他人修改', 422: '有内容需要改正' }[status] ?? '不能办理', status, code, detail, instance: id(), ...more };
  }
}
const invalid = (/** @type {[string, string, string][]} */ list) =>
  new Refusal(422, 'validation', '请按各项下面的说明改正。', { errors: list.map(([pointer, code, message]) => ({ pointer, code, params: {}, message })) });
const page = (/** @type {any[]} */ items) => ({ items, next_cursor: null });
const find = (/** @type {any[]} */ list, /** @type {string | undefined} */ key) => {
  const one = list.find((item) => item.id === key);
  if (!one) throw new Refusal(404, 'not_found', '没有这份资料，或者不在您可以查看的范围内。');
  return one;
};
const stale = (/** @type {any} */ one, /** @type {any} */ headers) => {
  if (headers['if-match'] !== `"${one.version}"`) throw new Refusal(412, 'precondition_failed', '刚刚有人改过。', { current_version: one.version });
};
const expand = (/** @type {any} */ body) => {
  const refer = (/** @type {any[]} */ list, /** @type {string} */ key) => (key ? { id: key, name: find(list, key).name } : null);
  const out = { ...body };
  for (const [name, list] of Object.entries({ department: departments, post: posts, head: people, deputy: people }))
    if (`${name}_id` in body) { out[name] = refer(list, body[`${name}_id`]); delete out[`${name}_id`]; }
  if (body.role_ids) { out.roles = body.role_ids.map((/** @type {string} */ key) => find(roles, key)); delete out.role_ids; }
  return out;
};
const collections = /** @type {Record<string, any[]>} */ ({ people, departments, posts, roles });

/** @param {string} method @param {string[]} path @param {URLSearchParams} query @param {any} body @param {any} headers */
function answer(method, path, query, body, headers) {
  const [first = '', key, deed] = path;
  if (first === 'setup') {
    if (method === 'GET') return { needed: needsSetup, regulations };
    if (body.code !== '4F7K-9QXD') throw invalid([['/code', 'setup_code', '启动码不对。它在服务器的控制台上，形如 4F7K-9QXD。']]);
    needsSetup = false;
    signedIn = people[0];
    return me();
  }
  if (first === 'session' && method === 'POST') {
    const one = people.find((item) => item.login === body.login) ?? (['totp', 'new'].includes(body.login) ? { ...wang, login: body.login } : null);
    if (!one || /^(wrong|not)-/.test(body.password)) throw new Refusal(401, 'unauthenticated', '登录名或密码不对。连续错 5 次会锁定 15 分钟。', { title: '没有登录' });
    if (body.login === 'totp' && body.totp !== '123456') throw new Refusal(401, body.totp ? 'unauthenticated' : 'totp_required', '验证码不对，请输入现在显示的 6 位数字。');
    signedIn = one;
    return me();
  }
  if (!signedIn) throw new Refusal(401, 'unauthenticated', '请先登录。');
  if (first === 'session') { if (method === 'DELETE') signedIn = null; return signedIn ? me() : undefined; }
  if (first === 'sessions') return method === 'GET' ? page(sessions) : void sessions.splice(0, sessions.length, ...sessions.filter((one) => (key ? one.id !== key : one.current)));
  if (first === 'account') {
    if (key === undefined) { locale = body.locale ?? locale; return me().person; }
    if (key === 'password') { if (body.current === 'wrong-password') throw invalid([['/current', 'password_wrong', '现在的密码不对。']]); if (signedIn.login === 'new') signedIn = wang; return undefined; }
    if (method === 'DELETE') { signedIn.totp_enabled = false; return undefined; }
    if (!deed) return { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Kedang:wangmin?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kedang' };
    if (body.code !== '123456') throw invalid([['/code', 'totp_code', '验证码不对。请看手机时间是否准确，再输入现在显示的 6 位数字。']]);
    signedIn.totp_enabled = true;
    return { recovery_codes: Array.from({ length: 10 }, () => `${id().slice(0, 4)}-${id().slice(0, 4)}`) };
  }
  if (first === 'access-tokens') {
    if (method === 'GET') return page(tokens);
    if (method === 'DELETE') return void tokens.splice(tokens.findIndex((one) => one.id === key), 1);
    tokens.push({ id: id(), created_at: now(), last_used_at: null, ...body });
    return { ...tokens.at(-1), token: 'kd_7vQm2xT9cLr4WnYp8sHd3KfB6gJzAe5U' };
  }
  if (first === 'company') { if (method === 'PATCH') { stale(company, headers); Object.assign(company, body, { version: company.version + 1 }); } return company; }
  if (first === 'divisions') { const q = query.get('q'); return page(divisions.filter((one) => (q ? one.full_name.includes(q) || String(one.code).startsWith(q) : one.parent_code === query.get('parent')))); }
  if (first === 'search') { const q = query.get('q') ?? ''; return page(customers.filter((one) => one.name.includes(q)).map((customer) => ({ customer, matched: { field: 'name', text: customer.name } }))); }
  const list = collections[first];
  if (!list) throw new Refusal(404, 'not_found', '没有这个地址。');
  if (!key && method === 'GET') {
    const [q, where, active] = [query.get('q'), query.get('department'), query.get('active')];
    return page(list.filter((one) => (!q || one.name.includes(q) || one.login?.includes(q)) && (!where || one.department?.id === where) && (active === null || String(one.active) === active)));
  }
  if (!key) {
    if (first === 'people' && people.some((one) => one.login === body.login)) throw invalid([['/login', 'login_taken', `登录名 ${body.login} 已有人使用，请换一个。`]]);
    const one = { id: id(), active: true, version: 1, builtin: false, totp_enabled: false, last_seen_at: null, head: null, deputy: null, ...expand(body) };
    list.push(one);
    return first === 'people' ? { person: one, password: 'river-7314-paper' } : one;
  }
  const one = find(list, key);
  if (method === 'GET') return one;
  if (method === 'PATCH') { stale(one, headers); Object.assign(one, expand(body), { version: one.version + 1 }); return one; }
  one.version += 1;
  if (deed === 'deactivation') one.active = method === 'DELETE';
  if (deed === 'lockout') one.locked_until = null;
  if (deed === 'totp') one.totp_enabled = false;
  return deed === 'password-reset' ? { password: 'river-7314-paper' } : undefined;
}

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://mock');
  const chunks = /** @type {Buffer[]} */ ([]);
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    let status = request.method === 'POST' ? 201 : 200;
    let body;
    try {
      const text = Buffer.concat(chunks).toString();
      body = answer(request.method ?? 'GET', url.pathname.replace('/api/v1/', '').split('/'), url.searchParams, text ? JSON.parse(text) : {}, request.headers);
      if (body === undefined) status = 204;
    } catch (error) {
      const problem = error instanceof Refusal ? error.problem : { title: 'mock', status: 500, code: 'unexpected', detail: String(error) };
      status = problem.status;
      body = problem;
    }
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
}).listen(Number(process.argv[2] ?? 8080), '127.0.0.1');
