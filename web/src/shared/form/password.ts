import type { MessageKey } from '@/i18n';

export const PASSWORD_MIN = 10;

/** What the page can say about a password at once; the server decides. */
export function passwordProblem(password: string): MessageKey | null {
  if (password.length < PASSWORD_MIN) return 'account.password_short';
  if (new Set(password).size < 4) return 'account.password_simple';
  return null;
}
