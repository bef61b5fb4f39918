import type { Book, Clause } from '@/api/regulation';

/** A heading of the book with the clauses under it. */
export interface Chapter {
  /** Its first clause: what names it. */
  key: string;
  pack: string;
  heading: { zh: string; en?: string } | null;
  clauses: Clause[];
}

/** The clauses under their headings, in the order of the book. */
export function chapters(clauses: readonly Clause[]): Chapter[] {
  const found: Chapter[] = [];
  for (const clause of clauses) {
    const last = found.at(-1);
    if (!last || clause.heading || last.pack !== clause.pack) {
      found.push({ key: clause.clause, pack: clause.pack, heading: clause.heading ?? null, clauses: [clause] });
    } else last.clauses.push(clause);
  }
  return found;
}

/** The clauses whose number, text or heading holds every word. */
export function matching(book: Pick<Book, 'clauses'>, words: string): Clause[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...book.clauses];
  return book.clauses.filter((clause) => {
    const text = [clause.clause, clause.clause.replace(' ', ''), clause.text.zh, clause.text.en, clause.heading?.zh, clause.heading?.en].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
