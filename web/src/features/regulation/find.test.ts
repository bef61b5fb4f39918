import { describe, expect, test } from 'vitest';
import type { Clause } from '@/api/regulation';
import { chapters, matching } from './find';

const clause = (quoted: string, zh: string, heading: string | null = null): Clause => ({
  clause: quoted,
  pack: quoted.slice(0, 1),
  number: quoted.slice(1).trim(),
  heading: heading === null ? null : { zh: heading, en: '' },
  text: { zh, en: '' },
  met: 'enforced',
  will: null,
  by: [],
  rules: [],
});

const CLAUSES = [clause('M 1', '宗旨', '总则'), clause('M 2.1', '适用范围'), clause('M 3', '定义', '用语'), clause('S1.1', '目的')];

describe('a regulation as a book', () => {
  test('clauses stand under their headings, and never under those of another regulation', () => {
    const found = chapters(CLAUSES).map((chapter) => [chapter.heading?.zh ?? null, chapter.clauses.map((one) => one.clause)]);
    expect(found).toEqual([
      ['总则', ['M 1', 'M 2.1']],
      ['用语', ['M 3']],
      [null, ['S1.1']],
    ]);
  });

  test('is searched by number and by words', () => {
    const find = (words: string) => matching({ clauses: CLAUSES }, words).map((one) => one.clause);
    expect(find('m2.1')).toEqual(['M 2.1']);
    expect(find('适用 范围')).toEqual(['M 2.1']);
    expect(find('总则')).toEqual(['M 1']);
    expect(find('没有')).toEqual([]);
    expect(find(' ')).toHaveLength(4);
  });
});
