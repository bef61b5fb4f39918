import { expect, test } from 'vitest';
import type { ImportColumn, ImportRow } from '@/api/import';
import { fixesOf, mended } from './fixes';

const column = (index: number, header: string, field: string | null): ImportColumn => ({ index, header, field, sample: [] });
const row = (number: number, cells: Record<string, string>, ...bad: number[]): ImportRow => ({
  row: number,
  cells,
  verdict: bad.length > 0 ? 'invalid' : 'valid',
  valid: bad.length === 0,
  errors: bad.map((at) => ({ column: at, field: '', code: 'x', params: {}, message: '' })),
  warnings: [],
  contacts: [],
  action: bad.length > 0 ? null : 'create',
  target: null,
  changes: [],
  twins: [],
  choice: 'undecided',
  choice_customer_id: null,
  customer_id: null,
});
const columns = [column(0, 'name', 'name'), column(1, 'mobile', 'mobile'), column(2, 'email', 'email')];

test('mends as the server does', () => {
  expect(mended(' 138　1234 5678', 'trim')).toBe('13812345678');
  expect(mended('电话：１３８-1234', 'digits')).toBe('1381234');
  expect(mended('x', 'clear')).toBe('');
});

test('counts bad cells by column, the most first, and only what a mend would change', () => {
  const rows = [
    row(4, { 0: 'a', 1: '138 1234 567', 2: 'x@' }, 1, 2),
    row(5, { 0: 'b', 1: '无' }, 1),
    row(6, { 0: 'c', 1: '138 0000 0000' }),
    row(7, { 1: '139 12' }, 0, 1),
  ];
  expect(fixesOf(rows, columns)).toEqual([
    { column: 1, header: 'mobile', bad: 3, fixes: [{ fix: 'trim', count: 2 }, { fix: 'digits', count: 2 }, { fix: 'clear', count: 3 }] },
    { column: 0, header: 'name', bad: 1, fixes: [] },
    { column: 2, header: 'email', bad: 1, fixes: [{ fix: 'clear', count: 1 }] },
  ]);
});

test('an error that is in no cell is nobody’s column', () => {
  const missing: ImportRow = { ...row(4, { 0: 'a' }, 0), errors: [{ column: null, field: 'name', code: 'x', params: {}, message: '' }] };
  expect(fixesOf([missing], columns)).toEqual([]);
});
