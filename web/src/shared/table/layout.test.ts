import { expect, test } from 'vitest';
import { moved, reconcile } from './layout';

const columns = [
  { key: 'name', width: 200 },
  { key: 'owner', width: 100 },
  { key: 'fax', width: 100, optional: true },
];

test('a first visit shows every column that is not optional', () => {
  expect(reconcile(columns, null)).toEqual({ order: ['name', 'owner', 'fax'], hidden: ['fax'], widths: {}, dense: false });
});

test('columns that are gone are forgotten, new ones come last', () => {
  const layout = reconcile(columns, { order: ['gone', 'owner', 'name'], hidden: ['gone'], widths: { gone: 9, name: 300 } });
  expect(layout.order).toEqual(['owner', 'name', 'fax']);
  expect(layout.hidden).toEqual(['fax']);
  expect(layout.widths).toEqual({ name: 300 });
});

test('an optional column that was chosen stays chosen', () => {
  expect(reconcile(columns, { order: ['name', 'owner', 'fax'], hidden: [], widths: {} }).hidden).toEqual([]);
});

test('moving', () => {
  expect(moved(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', null)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b'], 'a', 'gone')).toEqual(['a', 'b']);
});
