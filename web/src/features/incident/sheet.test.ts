import { describe, expect, test } from 'vitest';
import { base64, percent } from './sheet';

describe('a leaked sheet', () => {
  test('is sent as it is', () => {
    expect(base64(new TextEncoder().encode('澄禾\t138'))).toBe('5r6E56a+CTEzOA==');
    expect(atob(base64(new Uint8Array(100_000).fill(7))).length).toBe(100_000);
  });

  test('has likelihoods that are never nothing', () => {
    expect([0, 4, 5, 149, 980].map(percent)).toEqual(['<1%', '<1%', '1%', '15%', '98%']);
  });
});
