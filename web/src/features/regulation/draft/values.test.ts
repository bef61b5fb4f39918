import { expect, test } from 'vitest';
import { readTerm, writeTerm } from './values';

test('durations are taken apart and put together as regulations write them', () => {
  for (const text of ['24 hours', '1 working day', '3 working days', '1 week', '6 months', 'at once', 'same day']) {
    expect(writeTerm(readTerm(text))).toBe(text);
  }
  expect(readTerm('')).toBeNull();
  expect(readTerm('soon')).toBeNull();
  expect(writeTerm(null)).toBe('');
});
