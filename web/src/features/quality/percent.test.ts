import { expect, test } from 'vitest';
import { percent } from './percent';

test('shares are shown to a tenth of a percent', () => {
  expect(percent(333)).toBe('33.3%');
  expect(percent(1000)).toBe('100.0%');
  expect(percent(0)).toBe('0.0%');
});

test('of nothing there is no share', () => {
  expect(percent(null)).toBe('—');
});
