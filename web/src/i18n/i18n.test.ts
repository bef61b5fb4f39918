/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PERMISSIONS } from '@/api/types';
import { permissionKey } from '@/shared/permissions';
import enFirst from './dictionary.en';
import zhFirst from './dictionary.zh';
import enPages from './pages.en';
import zhPages from './pages.zh';
import { format } from './translate';

const en = { ...enFirst, ...enPages };
const zh = { ...zhFirst, ...zhPages };
const source = join(import.meta.dirname, '..');
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(folder, name));

/** The code without its comments, where Chinese examples are welcome. */
const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');

describe('the two languages', () => {
  test('have the same messages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  test('name the same values in each message', () => {
    const names = (message: string) => [...new Set([...message.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort();
    for (const [key, message] of Object.entries(zh)) expect([key, names(en[key] ?? '')]).toEqual([key, names(message)]);
  });

  test('have no empty message', () => {
    for (const [key, message] of [...Object.entries(zh), ...Object.entries(en)])
      expect([key, message.trim()]).not.toEqual([key, '']);
  });

  test('name every permission', () => {
    for (const permission of PERMISSIONS) expect(zh[permissionKey(permission)]).toBeTruthy();
  });
});

test('texts for people stand in message files, not in components', () => {
  const guilty = files(source).filter((file) => CHINESE.test(withoutComments(readFileSync(file, 'utf8'))));
  expect(guilty).toEqual([]);
});

test('format puts values in and chooses plurals', () => {
  expect(format('{name} 已停用', 'zh', { name: '王敏' })).toBe('王敏 已停用');
  const rows = '{count, plural, one {# row} other {# rows}}';
  expect(format(rows, 'en', { count: 1 })).toBe('1 row');
  expect(format(rows, 'en', { count: 1200 })).toBe('1,200 rows');
  expect(format('{missing}', 'en')).toBe('{missing}');
});
