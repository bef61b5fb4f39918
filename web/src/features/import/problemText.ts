import type { CellProblem } from '@/api/import';

/** What is wrong with a cell, with the name of its column unless the message begins with it. */
export function problemText(problem: CellProblem, headers: ReadonlyMap<number, string>, colon: string): string {
  const header = problem.column === null ? '' : (headers.get(problem.column) ?? '');
  return header === '' || problem.message.startsWith(header) ? problem.message : `${header}${colon}${problem.message}`;
}
