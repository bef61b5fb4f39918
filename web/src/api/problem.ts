import { translate } from '@/i18n';
import type { Problem } from './types';

/** The server refused, and said why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** Seconds to wait, when the server named them. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer came: the network is down, or the server took too long. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly kind: 'offline' | 'timeout';

  constructor(kind: 'offline' | 'timeout') {
    super(kind);
    this.kind = kind;
  }
}

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.problem.code === code);

/** What went wrong, in a sentence for a person. */
export function errorText(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.detail ?? error.problem.title;
  if (error instanceof NetworkError)
    return translate(error.kind === 'timeout' ? 'problems.timeout' : 'problems.offline');
  return translate('problems.unexpected');
}
