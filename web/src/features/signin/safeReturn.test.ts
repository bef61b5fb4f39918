import { expect, test } from 'vitest';
import { safeReturn } from './safeReturn';

test('paths of this page are followed', () => {
  expect(safeReturn('/customers?q=1')).toBe('/customers?q=1');
});

test.each([undefined, '', '//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in?return=/', 'javascript:alert(1)'])(
  '%s is not',
  (wanted) => expect(safeReturn(wanted)).toBe('/'),
);
