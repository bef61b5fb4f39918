import { describe, expect, it } from 'vitest';
import { left } from './left';

const NOW = Date.parse('2026-11-23T01:00:00Z');
const after = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

describe('what is left', () => {
  it('is said in minutes, hours and working days', () => {
    expect(left(after(0.5), NOW, true, 0)).toEqual({ urgency: 'today', words: 'left_minutes', count: 30 });
    expect(left(after(5), NOW, true, 0)).toEqual({ urgency: 'today', words: 'left_hours', count: 5 });
    expect(left(after(24), NOW, false, 1)).toEqual({ urgency: 'soon', words: 'left_hours', count: 24 });
    expect(left(after(110), NOW, false, 4)).toEqual({ urgency: 'later', words: 'left_working_days', count: 4 });
    expect(left(after(110), NOW, false, null)).toEqual({ urgency: 'later', words: 'left_days', count: 4 });
  });
  it('says how late it is', () => {
    expect(left(after(-0.001), NOW, false, 0)).toEqual({ urgency: 'late', words: 'left_late_minutes', count: 1 });
    expect(left(after(-3), NOW, true, 0)).toEqual({ urgency: 'late', words: 'left_late_hours', count: 3 });
    expect(left(after(-50), NOW, false, 0)).toEqual({ urgency: 'late', words: 'left_late_days', count: 2 });
  });
});
