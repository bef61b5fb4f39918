import { expect, test } from 'vitest';
import { textOf } from './textOf';

test('a card file is read in UTF-8, with or without a mark, and in GB 18030', () => {
  expect(textOf(new TextEncoder().encode('FN:陈静'))).toBe('FN:陈静');
  expect(textOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x46, 0x4e]))).toBe('FN');
  expect(textOf(new Uint8Array([0x46, 0x4e, 0x3a, 0xb3, 0xc2, 0xbe, 0xb2]))).toBe('FN:陈静');
});
