import { expect, test } from 'vitest';
import { charactersBefore, isPlain, spliced, takenUp, without } from './text';

test('words alone are told from filters', () => {
  for (const text of ['', '华北泵业', '138-1234 5678', 'a@b.cn']) expect(isPlain(text)).toBe(true);
  for (const text of ['行业:物流', '行业：物流', '人数>5', '-流失', '泵业 -流失', '"a']) expect(isPlain(text)).toBe(false);
});

test('places count characters, not halves of them', () => {
  expect(spliced('𠮷行业:物', 4, 5, '物流')).toBe('𠮷行业:物流');
  expect(charactersBefore('𠮷行', 2)).toBe(1);
  expect(without('甲 行业:物流 乙', 2, 7)).toBe('甲 乙');
});

test('after a key comes its value, after a value the next word', () => {
  expect(takenUp('泵 阶', { from: 2, to: 3, text: '合作阶段:', adds: 'key' })).toEqual({ text: '泵 合作阶段:', caret: 7 });
  expect(takenUp('阶段:意', { from: 3, to: 4, text: '意向', adds: 'value' })).toEqual({ text: '阶段:意向 ', caret: 6 });
  expect(takenUp('阶段:意 泵', { from: 3, to: 4, text: '意向', adds: 'value' })).toEqual({ text: '阶段:意向 泵', caret: 5 });
});
