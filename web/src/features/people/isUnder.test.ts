import { expect, test } from 'vitest';
import { isUnder } from './isUnder';

const tree = [
  { id: 'sales', parent_id: null },
  { id: 'first', parent_id: 'sales' },
  { id: 'team', parent_id: 'first' },
  { id: 'service', parent_id: null },
];

test('a department is under itself and everything above it', () => {
  expect(isUnder(tree, 'team', 'team')).toBe(true);
  expect(isUnder(tree, 'team', 'sales')).toBe(true);
});

test('and under nothing else', () => {
  expect(isUnder(tree, 'sales', 'team')).toBe(false);
  expect(isUnder(tree, 'team', 'service')).toBe(false);
});

test('a ring in the data does not hang the page', () => {
  const ring = [
    { id: 'a', parent_id: 'b' },
    { id: 'b', parent_id: 'a' },
  ];
  expect(isUnder(ring, 'a', 'c')).toBe(false);
});
