import { expect, test } from 'vitest';
import { clockText, instantOf, lastDay } from './instant';

test('an instant is read on the company’s clock', () => {
  expect(clockText('2026-11-22T08:30:59Z', 'Asia/Shanghai')).toBe('2026-11-22T16:30');
  expect(clockText('2026-11-22T16:00:00Z', 'Asia/Shanghai')).toBe('2026-11-23T00:00');
});

test('what is typed on that clock goes back to the same instant', () => {
  for (const zone of ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati'])
    for (const clock of ['2026-11-22T16:30', '2026-03-08T03:30', '2026-01-01T00:00'])
      expect(clockText(instantOf(clock, zone), zone)).toBe(clock);
  expect(instantOf('2026-11-22T16:30', 'Asia/Shanghai')).toBe('2026-11-22T08:30:00.000Z');
});

test('what ends at midnight ends with the day before', () => {
  expect(lastDay('2026-12-31T16:00:00.000Z', 'Asia/Shanghai')).toBe('2026-12-31');
  expect(lastDay('2026-12-31T16:00:01.000Z', 'Asia/Shanghai')).toBe('2027-01-01');
});
