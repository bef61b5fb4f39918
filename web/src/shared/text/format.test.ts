import { describe, expect, test } from 'vitest';
import {
  compactMoney,
  dayOf,
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  groupPhone,
  parseYuan,
  yuanText,
  type TimeContext,
} from './format';

const zh: TimeContext = {
  timeZone: 'Asia/Shanghai',
  today: '2026-11-22',
  locale: 'zh',
  words: { today: '今天', yesterday: '昨天', tomorrow: '明天' },
};

describe('money', () => {
  test('is written with the full figure', () => {
    expect(formatMoney(128_000_000)).toBe('¥1,280,000.00');
    expect(formatMoney(-5)).toBe('-¥0.05');
    expect(formatMoney(9_007_199_254_740_991)).toBe('¥90,071,992,547,409.91');
  });
  test('is shortened at ten thousand and at a hundred million', () => {
    expect(compactMoney(128_000_000, 'zh')).toBe('128 万');
    expect(compactMoney(1_250_000_000_0, 'zh')).toBe('1.25 亿');
    expect(compactMoney(999_999, 'zh')).toBe('¥9,999.99');
    expect(compactMoney(128_000_000, 'en')).toBe('¥1.28M');
  });
  test('is read from what people type', () => {
    expect(parseYuan('1,280,000.5')).toBe(128_000_050);
    expect(parseYuan('￥99 元')).toBe(9_900);
    expect(parseYuan('-0.07')).toBe(-7);
    expect(parseYuan('1.005')).toBeNull();
    expect(parseYuan('12万')).toBeNull();
    expect(parseYuan('')).toBeNull();
    expect(parseYuan('9'.repeat(14))).toBeNull();
  });
  test('goes back into an input as it came', () => {
    for (const fen of [0, 5, 50, 128_000_050, -9_999]) expect(parseYuan(yuanText(fen))).toBe(fen);
  });
});

describe('phones', () => {
  test('are grouped by kind', () => {
    expect(groupPhone('13812345678')).toBe('138 1234 5678');
    expect(groupPhone('010-67665051')).toBe('010-6766 5051');
    expect(groupPhone('0311-8603555')).toBe('0311-860 3555');
    expect(groupPhone('+14155550123')).toBe('+14155550123');
  });
});

describe('times', () => {
  test('near days have names, in the company’s time zone', () => {
    expect(formatInstant('2026-11-22T08:30:00Z', zh)).toBe('今天 16:30');
    expect(formatInstant('2026-11-21T15:59:59Z', zh)).toBe('昨天 23:59');
    expect(formatInstant('2026-11-21T16:00:00Z', zh)).toBe('今天 00:00');
  });
  test('other days have dates, other years no clock', () => {
    expect(formatInstant('2026-11-03T01:12:00Z', zh)).toBe('11月3日 09:12');
    expect(formatInstant('2025-03-04T01:12:00Z', zh)).toBe('2025年3月4日');
    expect(formatDay('2026-11-27', zh)).toBe('11月27日周五');
    expect(formatDay('2026-11-23', zh)).toBe('明天');
  });
  test('a date belongs to a zone', () => {
    expect(dayOf('2026-11-21T16:00:00Z', 'Asia/Shanghai')).toBe('2026-11-22');
    expect(dayOf('2026-11-21T16:00:00Z', 'UTC')).toBe('2026-11-21');
  });
});

test('counts say when they stopped', () => {
  expect(formatCount(1234)).toBe('1,234');
  expect(formatCount(10_000, true)).toBe('10,000+');
});
