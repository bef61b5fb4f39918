import { expect, test } from 'vitest';
import { matchedRange, matchedRanges } from './matched';

const part = (text: string, q: string) => {
  const range = matchedRange(text, q);
  return range && text.slice(...range);
};

test('what was searched for is found in what was found', () => {
  expect(part('华北泵业集团有限公司', '泵业')).toBe('泵业');
  expect(part('138 1234 5678', '12345')).toBe('1234 5');
  expect(part('0311-8603 5555', '03118603')).toBe('0311-8603');
  expect(part('浙江（杭州）水泵厂', '浙江杭州')).toBe('浙江（杭州');
  expect(part('ABC Pumps', 'abcp')).toBe('ABC P');
  expect(part('KH0000301', 'kh0000301')).toBe('KH0000301');
});

test('what was found by sound has no place to show', () => {
  expect(matchedRange('华北泵业', 'huabei')).toBeNull();
  expect(matchedRange('华北泵业', ' - ')).toBeNull();
});

test('words apart are found each', () => {
  const parts = (text: string, q: string) => matchedRanges(text, q).map((range) => text.slice(...range));
  expect(parts('华北重工泵业', '泵业 华北')).toEqual(['华北', '泵业']);
  expect(parts('华北泵业', '华北泵业')).toEqual(['华北泵业']);
  expect(parts('华北泵业', '华北 北泵')).toEqual(['华北']);
  expect(parts('华北泵业', '')).toEqual([]);
});
