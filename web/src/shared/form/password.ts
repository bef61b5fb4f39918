import type { MessageKey } from '@/i18n';

export const PASSWORD_MIN = 10;

/** What the page can say about a password at once; the server decides. */
export function passwordProblem(password: string): MessageKey | null {
  return Array.from(password).length < PASSWORD_MIN ? 'account.password_short' : null;
}
